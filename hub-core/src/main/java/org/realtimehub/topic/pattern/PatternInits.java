package org.realtimehub.topic.pattern;

import static org.realtimehub.topic.pattern.UrlComponent.HASH;
import static org.realtimehub.topic.pattern.UrlComponent.HOSTNAME;
import static org.realtimehub.topic.pattern.UrlComponent.PASSWORD;
import static org.realtimehub.topic.pattern.UrlComponent.PATHNAME;
import static org.realtimehub.topic.pattern.UrlComponent.PORT;
import static org.realtimehub.topic.pattern.UrlComponent.PROTOCOL;
import static org.realtimehub.topic.pattern.UrlComponent.SEARCH;
import static org.realtimehub.topic.pattern.UrlComponent.USERNAME;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.url.Schemes;
import org.realtimehub.topic.url.Url;
import org.realtimehub.topic.url.UrlComponents;

/** Completes components from a base URL (URL Pattern Standard, section 3.2). */
final class PatternInits {

  private static final String PATTERN_SYNTAX = "+*?:{}()\\";

  private final UrlPatternInit init;
  private final boolean pattern;
  private final UrlPatternInit result = new UrlPatternInit();

  private PatternInits(UrlPatternInit init, boolean pattern) {
    this.init = init;
    this.pattern = pattern;
  }

  /** The components as patterns; what the base gives is escaped, so that it means itself. */
  static UrlPatternInit asPattern(UrlPatternInit init) throws InvalidPatternException {
    return new PatternInits(init, true).process();
  }

  /** The components as those of a URL, each in canonical form, those left out empty. */
  static UrlPatternInit asUrl(UrlPatternInit init) throws InvalidPatternException {
    PatternInits inits = new PatternInits(init, false);
    for (UrlComponent component : UrlComponent.values()) {
      inits.result.set(component, "");
    }
    return inits.process();
  }

  private UrlPatternInit process() throws InvalidPatternException {
    Url base = null;
    if (init.baseUrl() != null) {
      base =
          Url.parse(init.baseUrl())
              .orElseThrow(() -> new InvalidPatternException("the base URL is not valid"));
      inherit(base);
    }
    apply(PROTOCOL, withoutSuffix(init.get(PROTOCOL)));
    apply(USERNAME, init.get(USERNAME));
    apply(PASSWORD, init.get(PASSWORD));
    apply(HOSTNAME, init.get(HOSTNAME));
    apply(PORT, init.get(PORT));
    apply(PATHNAME, resolve(init.get(PATHNAME), base));
    apply(SEARCH, withoutPrefix(init.get(SEARCH), "?"));
    apply(HASH, withoutPrefix(init.get(HASH), "#"));
    return result;
  }

  /** A component is inherited unless it, or one that is less specific, is given. */
  private void inherit(Url base) {
    inherit(PROTOCOL, List.of(PROTOCOL), base.scheme());
    if (!pattern) {
      inherit(USERNAME, List.of(PROTOCOL, HOSTNAME, PORT, USERNAME), base.username());
      inherit(PASSWORD, List.of(PROTOCOL, HOSTNAME, PORT, USERNAME, PASSWORD), base.password());
    }
    inherit(HOSTNAME, List.of(PROTOCOL, HOSTNAME), base.hostname());
    inherit(PORT, List.of(PROTOCOL, HOSTNAME, PORT), base.port());
    inherit(PATHNAME, List.of(PROTOCOL, HOSTNAME, PORT, PATHNAME), base.pathname());
    inherit(SEARCH, List.of(PROTOCOL, HOSTNAME, PORT, PATHNAME, SEARCH), base.query());
    inherit(HASH, List.of(PROTOCOL, HOSTNAME, PORT, PATHNAME, SEARCH, HASH), base.fragment());
  }

  private void inherit(UrlComponent component, List<UrlComponent> unlessGiven, String value) {
    if (init.hasNone(unlessGiven)) {
      result.set(component, fromBase(value));
    }
  }

  private String fromBase(String value) {
    if (!pattern) {
      return value;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (PATTERN_SYNTAX.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private void apply(UrlComponent component, @Nullable String value)
      throws InvalidPatternException {
    if (value != null) {
      String canonical =
          pattern
              ? value
              : canonical(component, value)
                  .orElseThrow(
                      () ->
                          new InvalidPatternException(
                              "the " + component.label() + " is not valid"));
      result.set(component, canonical);
    }
  }

  private Optional<String> canonical(UrlComponent component, String value) {
    String scheme = result.getOrDefault(PROTOCOL, "");
    return switch (component) {
      case PROTOCOL -> UrlComponents.protocol(value);
      case USERNAME, PASSWORD -> UrlComponents.userinfo(value);
      case HOSTNAME -> UrlComponents.hostname(value);
      case PORT -> UrlComponents.port(value, scheme);
      case PATHNAME ->
          scheme.isEmpty() || Schemes.isSpecial(scheme)
              ? UrlComponents.pathname(value)
              : UrlComponents.opaquePathname(value);
      case SEARCH -> UrlComponents.query(value);
      case HASH -> UrlComponents.fragment(value);
    };
  }

  private @Nullable String resolve(@Nullable String pathname, @Nullable Url base) {
    if (pathname == null || base == null || base.hasOpaquePath() || isAbsolute(pathname)) {
      return pathname;
    }
    String basePath = fromBase(base.pathname());
    return basePath.substring(0, basePath.lastIndexOf('/') + 1) + pathname;
  }

  private boolean isAbsolute(String pathname) {
    return pathname.startsWith("/")
        || (pattern && (pathname.startsWith("\\/") || pathname.startsWith("{/")));
  }

  private static @Nullable String withoutSuffix(@Nullable String protocol) {
    return protocol != null && protocol.endsWith(":")
        ? protocol.substring(0, protocol.length() - 1)
        : protocol;
  }

  private static @Nullable String withoutPrefix(@Nullable String value, String prefix) {
    return value != null && value.startsWith(prefix) ? value.substring(1) : value;
  }
}
