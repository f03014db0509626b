package org.realtimehub.topic.url;

import java.util.Map;
import java.util.Set;

/** The special schemes and their default ports (URL Standard, section 4.2). */
public final class Schemes {

  private static final Map<String, String> DEFAULT_PORTS =
      Map.of("ftp", "21", "file", "", "http", "80", "https", "443", "ws", "80", "wss", "443");

  private Schemes() {}

  /** All special schemes. */
  public static Set<String> special() {
    return DEFAULT_PORTS.keySet();
  }

  /** Whether URLs of this (lower-case) scheme have an authority and a hierarchical path. */
  public static boolean isSpecial(String scheme) {
    return DEFAULT_PORTS.containsKey(scheme);
  }

  /** Whether this decimal port is the one that the scheme uses when none is written. */
  public static boolean isDefaultPort(String scheme, String port) {
    return !port.isEmpty() && port.equals(DEFAULT_PORTS.get(scheme));
  }
}
