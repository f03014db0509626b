package org.realtimehub.topic.url;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in the form in which they can be compared by what they name. */
public final class UrlPaths {

  private UrlPaths() {}

  /**
   * Decodes, once, the percent-encoded octets of unreserved characters, then removes dot-segments.
   *
   * <p>In this order no dot-segment survives in disguise. It applies to opaque paths as well, which
   * the URL parser leaves alone. Source: RFC 3986, sections 6.2.2.2 and 5.2.4.
   */
  public static String comparable(String path) {
    return withoutDotSegments(decodeUnreserved(path));
  }

  private static String decodeUnreserved(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      int octet = octetAt(path, i);
      if (isUnreserved(octet)) {
        out.append((char) octet);
        i += 2;
      } else {
        out.append(path.charAt(i));
      }
    }
    return out.toString();
  }

  private static int octetAt(String path, int index) {
    if (path.charAt(index) != '%' || index + 2 >= path.length()) {
      return -1;
    }
    int high = PercentEncoding.hexValue(path.charAt(index + 1));
    int low = PercentEncoding.hexValue(path.charAt(index + 2));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static String withoutDotSegments(String path) {
    if (!path.contains("./") && !path.endsWith(".")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      boolean parent = segments[i].equals("..");
      if (!parent && !segments[i].equals(".")) {
        kept.addLast(segments[i]);
        continue;
      }
      if (parent && !kept.isEmpty()) {
        kept.removeLast();
        if (kept.isEmpty()) {
          // The root has no parent but itself.
          kept.addLast("");
        }
      }
      if (last) {
        kept.addLast("");
      }
    }
    return String.join("/", kept);
  }
}
