package org.realtimehub.topic.url;

import java.util.Locale;

/** The path state of the URL Standard, section 4.4: segments, dot-segments, encoding. */
final class PathParser {

  private PathParser() {}

  /** Adds the segments of {@code path}, which has no leading slash, to the record's. */
  static void parse(String path, UrlRecord url) {
    int start = 0;
    for (int end = 0; end <= path.length(); end++) {
      if (end == path.length() || isSlash(path.charAt(end), url)) {
        addSegment(path.substring(start, end), end == path.length(), url);
        start = end + 1;
      }
    }
  }

  static boolean isSlash(char c, UrlRecord url) {
    return c == '/' || (c == '\\' && url.isSpecial());
  }

  private static void addSegment(String raw, boolean last, UrlRecord url) {
    String segment = PercentEncoding.PATH.encode(raw);
    switch (segment.toLowerCase(Locale.ROOT)) {
      case "..", ".%2e", "%2e.", "%2e%2e" -> {
        url.shortenPath();
        if (last) {
          url.segments.add("");
        }
      }
      case ".", "%2e" -> {
        if (last) {
          url.segments.add("");
        }
      }
      default -> {
        boolean drive = url.isFile() && url.segments.isEmpty() && DriveLetter.is(segment);
        url.segments.add(drive ? segment.charAt(0) + ":" : segment);
      }
    }
  }

  /** The opaque path state: a space stays, except the one just before query or fragment. */
  static String opaque(String path, boolean moreFollows) {
    String encoded = PercentEncoding.C0_CONTROL.encode(path);
    return moreFollows && encoded.endsWith(" ")
        ? encoded.substring(0, encoded.length() - 1) + "%20"
        : encoded;
  }
}
