package org.realtimehub.topic.url;

import org.jspecify.annotations.Nullable;

/** The host parser of the URL Standard, section 3.5; hosts are kept in serialised form. */
final class HostParser {

  private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";

  private HostParser() {}

  /** The host, serialised, or null if it is none. */
  static @Nullable String parse(String input, boolean opaque) {
    if (input.startsWith("[")) {
      String address =
          input.endsWith("]") ? Ipv6.canonical(input.substring(1, input.length() - 1)) : null;
      return address == null ? null : "[" + address + "]";
    }
    if (opaque) {
      return input.chars().anyMatch(HostParser::isForbiddenInHost)
          ? null
          : PercentEncoding.C0_CONTROL.encode(input);
    }
    String domain = DomainNames.toAscii(PercentEncoding.decode(input));
    return domain != null && Ipv4.endsInNumber(domain) ? Ipv4.canonical(domain) : domain;
  }

  static boolean isForbiddenInHost(int c) {
    return FORBIDDEN.indexOf(c) >= 0;
  }
}
