package org.realtimehub.topic.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Percent-encoding with the sets of the URL Standard, section 1.3. */
enum PercentEncoding {
  C0_CONTROL(""),
  FRAGMENT(" \"<>`"),
  QUERY(" \"#<>"),
  SPECIAL_QUERY(" \"#<>'"),
  PATH(" \"#<>?^`{}"),
  USERINFO(" \"#<>?^`{}/:;=@[\\]|");

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final String beyondControls;

  PercentEncoding(String beyondControls) {
    this.beyondControls = beyondControls;
  }

  String encode(String value) {
    int clean = 0;
    while (clean < value.length() && !encodes(value.charAt(clean))) {
      clean++;
    }
    if (clean == value.length()) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length() + 16).append(value, 0, clean);
    for (int i = clean; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      append(codePoint, out);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  private boolean encodes(int codePoint) {
    return codePoint < 0x20 || codePoint >= 0x7f || beyondControls.indexOf(codePoint) >= 0;
  }

  private void append(int codePoint, StringBuilder out) {
    if (!encodes(codePoint)) {
      out.append((char) codePoint);
    } else if (codePoint < 0x80) {
      appendByte(codePoint, out);
    } else {
      for (byte octet : Character.toString(codePoint).getBytes(UTF_8)) {
        appendByte(octet & 0xff, out);
      }
    }
  }

  private static void appendByte(int octet, StringBuilder out) {
    out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xf]);
  }

  /** Percent-decodes and reads the octets as UTF-8, malformed ones as U+FFFD. */
  static String decode(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    byte[] in = value.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      int octet = in[i] == '%' ? octetAfterPercent(in, i) : -1;
      if (octet < 0) {
        out.write(in[i]);
      } else {
        out.write(octet);
        i += 2;
      }
    }
    return out.toString(UTF_8);
  }

  private static int octetAfterPercent(byte[] in, int percent) {
    if (percent + 2 >= in.length) {
      return -1;
    }
    int high = hexValue(in[percent + 1]);
    int low = hexValue(in[percent + 2]);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  /** The value of an ASCII hexadecimal digit, or -1; unlike Character.digit, ASCII only. */
  static int hexValue(int c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
