package org.realtimehub.topic.url;

import java.util.Optional;

/**
 * Brings a single component of a URL into the form that {@link Url} gives it.
 *
 * <p>An empty result means that the text cannot stand in that component. Source: URL Pattern
 * Standard, section 3.1, which defines this as parsing with a state override.
 */
public final class UrlComponents {

  private UrlComponents() {}

  public static Optional<String> protocol(String value) {
    return value.isEmpty()
        ? Optional.of("")
        : Url.parse(value + "://dummy.invalid/").map(Url::scheme);
  }

  public static Optional<String> userinfo(String value) {
    return Optional.of(PercentEncoding.USERINFO.encode(UrlText.scalar(value)));
  }

  /** What follows a slash, question mark or number sign is not part of the host. */
  public static Optional<String> hostname(String value) {
    if (value.isEmpty()) {
      return Optional.of("");
    }
    String text = clean(value);
    String host = text.substring(0, UrlText.indexOfAny(text, "/\\?#"));
    return host.isEmpty() || UrlText.portColon(host) >= 0
        ? Optional.empty()
        : Optional.ofNullable(HostParser.parse(host, false));
  }

  /** What follows the digits is ignored; a port that is the scheme's default becomes empty. */
  public static Optional<String> port(String value, String scheme) {
    if (value.isEmpty()) {
      return Optional.of("");
    }
    String text = clean(value);
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end == 0
        ? Optional.empty()
        : Optional.ofNullable(UrlText.portNumber(text.substring(0, end)))
            .map(port -> Schemes.isDefaultPort(scheme, port) ? "" : port);
  }

  /** A path, or a piece of one, of a URL with a special scheme. */
  public static Optional<String> pathname(String value) {
    if (value.isEmpty()) {
      return Optional.of("");
    }
    // A piece that does not start with a slash must not become a dot-segment of its own.
    boolean rooted = value.startsWith("/");
    String text = clean(value);
    UrlRecord url = new UrlRecord();
    url.scheme = "https";
    String path = rooted ? text : "/-" + text;
    PathParser.parse(path.substring(1), url);
    String canonical = UrlRecord.serialize(url.segments);
    return Optional.of(rooted ? canonical : canonical.substring(Math.min(2, canonical.length())));
  }

  /** The path of a URL with any other scheme. */
  public static Optional<String> opaquePathname(String value) {
    String text = clean(value);
    int end = UrlText.indexOfAny(text, "?#");
    return Optional.of(PathParser.opaque(text.substring(0, end), end < text.length()));
  }

  public static Optional<String> query(String value) {
    return Optional.of(PercentEncoding.SPECIAL_QUERY.encode(clean(value)));
  }

  public static Optional<String> fragment(String value) {
    return Optional.of(PercentEncoding.FRAGMENT.encode(clean(value)));
  }

  private static String clean(String value) {
    return UrlText.withoutTabsAndNewlines(UrlText.scalar(value));
  }
}
