package org.realtimehub.topic.pattern;

import java.util.Optional;
import org.realtimehub.topic.url.UrlComponents;

/**
 * How the pattern of one component is read.
 *
 * @param component for messages
 * @param delimiter what a named group stops at; empty if at nothing
 * @param prefix what, just before a group, belongs to the group; empty if nothing does
 * @param encoder brings fixed text into the form that it has in a parsed URL
 */
record Syntax(UrlComponent component, String delimiter, String prefix, Encoder encoder) {

  interface Encoder {
    /** Empty if the text cannot stand in the component. */
    Optional<String> encode(String text);
  }

  static final Syntax PROTOCOL = new Syntax(UrlComponent.PROTOCOL, "", "", UrlComponents::protocol);
  static final Syntax USERNAME = new Syntax(UrlComponent.USERNAME, "", "", UrlComponents::userinfo);
  static final Syntax PASSWORD = new Syntax(UrlComponent.PASSWORD, "", "", UrlComponents::userinfo);
  static final Syntax HOSTNAME =
      new Syntax(UrlComponent.HOSTNAME, ".", "", UrlComponents::hostname);
  static final Syntax IPV6_HOSTNAME = new Syntax(UrlComponent.HOSTNAME, ".", "", Syntax::ipv6Text);
  static final Syntax PORT =
      new Syntax(UrlComponent.PORT, "", "", text -> UrlComponents.port(text, ""));
  static final Syntax PATHNAME =
      new Syntax(UrlComponent.PATHNAME, "/", "/", UrlComponents::pathname);
  static final Syntax OPAQUE_PATHNAME =
      new Syntax(UrlComponent.PATHNAME, "", "", UrlComponents::opaquePathname);
  static final Syntax SEARCH = new Syntax(UrlComponent.SEARCH, "", "", UrlComponents::query);
  static final Syntax HASH = new Syntax(UrlComponent.HASH, "", "", UrlComponents::fragment);

  /** An address with brackets takes different rules for its text than a name. */
  static Syntax ofHostname(String pattern) {
    boolean address =
        pattern.length() > 1
            && (pattern.startsWith("[") || pattern.startsWith("{[") || pattern.startsWith("\\["));
    return address ? IPV6_HOSTNAME : HOSTNAME;
  }

  String encode(String text) throws InvalidPatternException {
    return encoder
        .encode(text)
        .orElseThrow(
            () -> new InvalidPatternException("the " + component.label() + " is not valid"));
  }

  private static Optional<String> ipv6Text(String text) {
    boolean valid =
        text.chars()
            .allMatch(c -> c < 0x80 && (Character.digit(c, 16) >= 0 || "[]:".indexOf(c) >= 0));
    return valid ? Optional.of(text.toLowerCase(java.util.Locale.ROOT)) : Optional.empty();
  }

  String segmentWildcard() {
    return "[^" + (delimiter.isEmpty() ? "" : "\\" + delimiter) + "]+?";
  }
}
