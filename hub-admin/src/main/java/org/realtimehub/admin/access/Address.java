package org.realtimehub.admin.access;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom failures of an address are counted against. */
final class Address {

  /** Of IPv6 everybody has as many as they like, but below one prefix. */
  private static final int PREFIX_BYTES = 8;

  private Address() {}

  static String party(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length != 16) {
      return address;
    }
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, PREFIX_BYTES)) + "/64";
  }
}
