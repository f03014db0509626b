package org.realtimehub.topic.url;

import org.jspecify.annotations.Nullable;

/** Parser and serialiser of IPv6 addresses (URL Standard, sections 3.5 and 3.6). */
final class Ipv6 {

  private static final int END = -1;

  private final String input;
  private final int[] pieces = new int[8];
  private int pointer;
  private int pieceIndex;
  private int compress = -1;

  private Ipv6(String input) {
    this.input = input;
  }

  /** The address in its canonical form, without brackets, or null if it is none. */
  static @Nullable String canonical(String input) {
    Ipv6 parser = new Ipv6(input);
    return parser.parse() ? parser.serialize() : null;
  }

  private int c() {
    return pointer < input.length() ? input.charAt(pointer) : END;
  }

  private boolean parse() {
    if (c() == ':') {
      if (!input.startsWith("::")) {
        return false;
      }
      pointer += 2;
      compress = ++pieceIndex;
    }
    while (c() != END) {
      if (pieceIndex == 8) {
        return false;
      }
      if (c() == ':') {
        if (compress >= 0) {
          return false;
        }
        pointer++;
        compress = ++pieceIndex;
        continue;
      }
      int start = pointer;
      int value = 0;
      while (pointer - start < 4 && PercentEncoding.hexValue(c()) >= 0) {
        value = (value << 4) | PercentEncoding.hexValue(c());
        pointer++;
      }
      if (c() == '.') {
        if (pointer == start || pieceIndex > 6) {
          return false;
        }
        pointer = start;
        if (!parseEmbeddedIpv4()) {
          return false;
        }
        break;
      }
      if (c() == ':') {
        pointer++;
        if (c() == END) {
          return false;
        }
      } else if (c() != END) {
        return false;
      }
      pieces[pieceIndex++] = value;
    }
    return expand();
  }

  private boolean parseEmbeddedIpv4() {
    int seen = 0;
    while (c() != END) {
      if (seen > 0) {
        if (c() != '.' || seen == 4) {
          return false;
        }
        pointer++;
      }
      int octet = -1;
      while (c() >= '0' && c() <= '9') {
        if (octet == 0) {
          return false;
        }
        octet = Math.max(octet, 0) * 10 + (c() - '0');
        if (octet > 255) {
          return false;
        }
        pointer++;
      }
      if (octet < 0) {
        return false;
      }
      pieces[pieceIndex] = (pieces[pieceIndex] << 8) | octet;
      seen++;
      if (seen == 2 || seen == 4) {
        pieceIndex++;
      }
    }
    return seen == 4;
  }

  private boolean expand() {
    if (compress < 0) {
      return pieceIndex == 8;
    }
    int swaps = pieceIndex - compress;
    for (int to = 7; to != 0 && swaps > 0; to--, swaps--) {
      int from = compress + swaps - 1;
      int piece = pieces[to];
      pieces[to] = pieces[from];
      pieces[from] = piece;
    }
    return true;
  }

  private String serialize() {
    int zeros = longestZeroRun();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == zeros) {
        out.append(i == 0 ? "::" : ":");
        while (i < 8 && pieces[i] == 0) {
          i++;
        }
        i--;
        continue;
      }
      out.append(Integer.toHexString(pieces[i]));
      if (i < 7) {
        out.append(':');
      }
    }
    return out.toString();
  }

  /** Start of the first longest run of at least two zero pieces, or -1. */
  private int longestZeroRun() {
    int longest = -1;
    int longestSize = 1;
    int size = 0;
    for (int i = 0; i < 8; i++) {
      size = pieces[i] == 0 ? size + 1 : 0;
      if (size > longestSize) {
        longestSize = size;
        longest = i - size + 1;
      }
    }
    return longest;
  }
}
