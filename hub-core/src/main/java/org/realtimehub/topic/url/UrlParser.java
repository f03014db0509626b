package org.realtimehub.topic.url;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The basic URL parser of the URL Standard, section 4.4, as functions that each consume one
 * component and pass on the rest. The standard's states are named where they are not obvious.
 */
final class UrlParser {

  private final @Nullable Url base;
  private final UrlRecord url = new UrlRecord();

  UrlParser(@Nullable Url base) {
    this.base = base;
  }

  /** The URL, or null if the input is none. */
  @Nullable Url parse(String input) {
    return parseText(UrlText.withoutTabsAndNewlines(UrlText.trim(UrlText.scalar(input))))
        ? new Url(url)
        : null;
  }

  private boolean parseText(String text) {
    int colon = schemeEnd(text);
    if (colon >= 0) {
      url.scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
      return afterScheme(text.substring(colon + 1));
    }
    if (base == null) {
      return false;
    }
    if (base.hasOpaquePath()) {
      return text.startsWith("#") && fragmentOfOpaque(base, text);
    }
    url.scheme = base.scheme();
    return url.isFile() ? file(text) : relative(base, text);
  }

  private static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':' && i > 0) {
        return i;
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  private boolean fragmentOfOpaque(Url opaque, String text) {
    url.scheme = opaque.scheme();
    url.opaquePath = opaque.pathname();
    url.query = opaque.rawQuery();
    return queryAndFragment(text);
  }

  private boolean afterScheme(String rest) {
    if (url.isFile()) {
      return file(rest);
    }
    if (url.isSpecial()) {
      if (base != null && base.scheme().equals(url.scheme) && !rest.startsWith("//")) {
        return relative(base, rest);
      }
      return authority(withoutLeadingSlashes(rest));
    }
    if (rest.startsWith("//")) {
      return authority(rest.substring(2));
    }
    if (rest.startsWith("/")) {
      return path(rest.substring(1));
    }
    int end = UrlText.indexOfAny(rest, "?#");
    url.opaquePath = PathParser.opaque(rest.substring(0, end), end < rest.length());
    return queryAndFragment(rest.substring(end));
  }

  private static String withoutLeadingSlashes(String text) {
    int start = 0;
    while (start < text.length() && (text.charAt(start) == '/' || text.charAt(start) == '\\')) {
      start++;
    }
    return text.substring(start);
  }

  private boolean isSlashAt(String text, int index) {
    return index < text.length() && PathParser.isSlash(text.charAt(index), url);
  }

  private boolean relative(Url base, String text) {
    if (isSlashAt(text, 0) && isSlashAt(text, 1)) {
      return authority(url.isSpecial() ? withoutLeadingSlashes(text) : text.substring(2));
    }
    url.copyAuthority(base);
    if (isSlashAt(text, 0)) {
      return path(text.substring(1));
    }
    url.copyPath(base);
    return mergeWithPathOf(base, text);
  }

  /** Query-only, fragment-only, empty and path-relative references. */
  private boolean mergeWithPathOf(Url base, String text) {
    url.query = base.rawQuery();
    if (text.isEmpty() || text.charAt(0) == '#') {
      return queryAndFragment(text);
    }
    url.query = null;
    if (text.charAt(0) == '?') {
      return queryAndFragment(text);
    }
    if (url.isFile() && DriveLetter.starts(text)) {
      url.segments.clear();
    } else {
      url.shortenPath();
    }
    return path(text);
  }

  private boolean authority(String text) {
    int end = UrlText.indexOfAny(text, url.isSpecial() ? "/?#\\" : "/?#");
    String authority = text.substring(0, end);
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      if (at == authority.length() - 1) {
        return false;
      }
      credentials(authority.substring(0, at));
    }
    return hostAndPort(authority.substring(at + 1)) && pathStart(text.substring(end));
  }

  private void credentials(String text) {
    int colon = text.indexOf(':');
    url.username = PercentEncoding.USERINFO.encode(colon < 0 ? text : text.substring(0, colon));
    url.password = colon < 0 ? "" : PercentEncoding.USERINFO.encode(text.substring(colon + 1));
  }

  private boolean hostAndPort(String text) {
    int colon = UrlText.portColon(text);
    String host = colon < 0 ? text : text.substring(0, colon);
    if (host.isEmpty() && (colon >= 0 || url.isSpecial())) {
      return false;
    }
    url.host = HostParser.parse(host, !url.isSpecial());
    return url.host != null && (colon < 0 || port(text.substring(colon + 1)));
  }

  private boolean port(String text) {
    String port = UrlText.portNumber(text);
    if (port == null) {
      return false;
    }
    url.port = Schemes.isDefaultPort(url.scheme, port) ? "" : port;
    return true;
  }

  private boolean file(String text) {
    url.host = "";
    Url fileBase = base != null && base.scheme().equals("file") ? base : null;
    if (isSlashAt(text, 0) && isSlashAt(text, 1)) {
      return fileHost(text.substring(2));
    }
    if (isSlashAt(text, 0)) {
      String rest = text.substring(1);
      if (fileBase != null) {
        url.host = fileBase.host();
        boolean baseHasDrive =
            !fileBase.segments().isEmpty() && DriveLetter.isNormalized(fileBase.segments().get(0));
        if (baseHasDrive && !DriveLetter.starts(rest)) {
          url.segments.add(fileBase.segments().get(0));
        }
      }
      return path(rest);
    }
    if (fileBase == null) {
      return path(text);
    }
    url.host = fileBase.host();
    url.copyPath(fileBase);
    return mergeWithPathOf(fileBase, text);
  }

  private boolean fileHost(String text) {
    int end = UrlText.indexOfAny(text, "/\\?#");
    String host = text.substring(0, end);
    if (DriveLetter.is(host)) {
      return path(text);
    }
    if (!host.isEmpty()) {
      String parsed = HostParser.parse(host, false);
      if (parsed == null) {
        return false;
      }
      url.host = parsed.equals("localhost") ? "" : parsed;
    }
    return pathStart(text.substring(end));
  }

  private boolean pathStart(String text) {
    if (isSlashAt(text, 0)) {
      return path(text.substring(1));
    }
    return url.isSpecial() ? path(text) : queryAndFragment(text);
  }

  private boolean path(String text) {
    int end = UrlText.indexOfAny(text, "?#");
    PathParser.parse(text.substring(0, end), url);
    return queryAndFragment(text.substring(end));
  }

  private boolean queryAndFragment(String text) {
    int hash = UrlText.indexOfAny(text, "#");
    if (text.startsWith("?")) {
      PercentEncoding set = url.isSpecial() ? PercentEncoding.SPECIAL_QUERY : PercentEncoding.QUERY;
      url.query = set.encode(text.substring(1, hash));
    }
    if (hash < text.length()) {
      url.fragment = PercentEncoding.FRAGMENT.encode(text.substring(hash + 1));
    }
    return true;
  }
}
