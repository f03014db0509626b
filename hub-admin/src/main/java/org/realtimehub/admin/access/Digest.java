package org.realtimehub.admin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which random secrets are known without being kept. */
public final class Digest {

  private Digest() {}

  public static byte[] sha256(byte[] of) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(of);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** In lower-case hexadecimal digits. */
  static String hex(String of) {
    return HexFormat.of().formatHex(sha256(of.getBytes(StandardCharsets.UTF_8)));
  }
}
