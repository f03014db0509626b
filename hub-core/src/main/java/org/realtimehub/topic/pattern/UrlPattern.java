package org.realtimehub.topic.pattern;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.url.Schemes;
import org.realtimehub.topic.url.Url;

/**
 * A compiled URL pattern; it never ignores case, and matching takes time linear in the URL.
 *
 * <p>Immutable and safe for any thread. Source: URL Pattern Standard, section 1.5.
 */
public final class UrlPattern {

  /** The components of {@link #key}. */
  private static final Set<UrlComponent> KEY =
      EnumSet.of(UrlComponent.HOSTNAME, UrlComponent.PORT, UrlComponent.PATHNAME);

  private final Map<UrlComponent, ComponentPattern> components;

  private final List<String> keyTexts;

  private UrlPattern(Map<UrlComponent, ComponentPattern> components, List<String> keyTexts) {
    this.components = components;
    this.keyTexts = keyTexts;
  }

  /**
   * Compiles a pattern that is written like a URL, absolute or relative to {@code base}.
   *
   * <p>An absolute pattern never sees the base. The standard's constructor, when given both, would
   * put the base's directory before an opaque path, and {@code urn\:isbn\:*} would match nothing.
   *
   * @throws InvalidPatternException if it is malformed, cannot be evaluated in linear time, or
   *     would compile to a program that is too large
   */
  public static UrlPattern parse(String pattern, Url base) throws InvalidPatternException {
    UrlPatternInit init = ConstructorStringParser.parse(pattern);
    if (!init.has(UrlComponent.PROTOCOL)) {
      init.setBaseUrl(base.toString());
    }
    return compile(init);
  }

  /** The standard's constructor for a string. */
  static UrlPattern parse(String pattern, @Nullable String baseUrl) throws InvalidPatternException {
    UrlPatternInit init = ConstructorStringParser.parse(pattern);
    if (baseUrl != null) {
      init.setBaseUrl(baseUrl);
    } else if (!init.has(UrlComponent.PROTOCOL)) {
      throw new InvalidPatternException("a relative pattern has no base URL");
    }
    return compile(init);
  }

  static UrlPattern compile(UrlPatternInit written) throws InvalidPatternException {
    UrlPatternInit init = PatternInits.asPattern(written);
    for (UrlComponent component : UrlComponent.values()) {
      init.setIfAbsent(component, "*");
    }
    if (Schemes.isDefaultPort(
        init.getOrDefault(UrlComponent.PROTOCOL, ""), init.getOrDefault(UrlComponent.PORT, ""))) {
      init.set(UrlComponent.PORT, "");
    }
    Map<UrlComponent, ComponentPattern> compiled = new EnumMap<>(UrlComponent.class);
    FixedTexts keyTexts = new FixedTexts();
    boolean special = false;
    for (UrlComponent component : UrlComponent.values()) {
      String pattern = init.getOrDefault(component, "*");
      ComponentPattern compiledOne =
          ComponentPattern.compile(pattern, syntax(component, pattern, special));
      special |= component == UrlComponent.PROTOCOL && compiledOne.matchesSpecial();
      compiled.put(component, compiledOne);
      if (KEY.contains(component)) {
        compiledOne.collect(keyTexts);
        keyTexts.text(" ");
      }
    }
    return new UrlPattern(compiled, keyTexts.toList());
  }

  private static Syntax syntax(UrlComponent component, String pattern, boolean special) {
    return switch (component) {
      case PROTOCOL -> Syntax.PROTOCOL;
      case USERNAME -> Syntax.USERNAME;
      case PASSWORD -> Syntax.PASSWORD;
      case HOSTNAME -> Syntax.ofHostname(pattern);
      case PORT -> Syntax.PORT;
      case PATHNAME -> special ? Syntax.PATHNAME : Syntax.OPAQUE_PATHNAME;
      case SEARCH -> Syntax.SEARCH;
      case HASH -> Syntax.HASH;
    };
  }

  /** Whether this URL matches in every component. */
  public boolean matches(Url url) {
    for (Map.Entry<UrlComponent, ComponentPattern> entry : components.entrySet()) {
      if (!entry.getValue().matches(component(url, entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What {@link #key} of every URL that matches contains, in this order and without overlap; it
   * begins with the first, which may be empty.
   */
  public List<String> keyTexts() {
    return keyTexts;
  }

  /**
   * The text of a URL by whose beginning patterns can be told apart: host, port and path. The
   * scheme is left out, because it is the component that patterns vary ({@code http{s}?}) and the
   * one that tells least. No component but an opaque path contains the space that separates them.
   */
  public static String key(Url url) {
    return url.hostname() + ' ' + url.port() + ' ' + url.pathname() + ' ';
  }

  /** The groups of each component; null if there is no match. */
  @Nullable Map<UrlComponent, Map<String, @Nullable String>> exec(Map<UrlComponent, String> input) {
    Map<UrlComponent, Map<String, @Nullable String>> groups = new EnumMap<>(UrlComponent.class);
    for (Map.Entry<UrlComponent, ComponentPattern> entry : components.entrySet()) {
      Map<String, @Nullable String> matched =
          entry.getValue().exec(input.getOrDefault(entry.getKey(), ""));
      if (matched == null) {
        return null;
      }
      groups.put(entry.getKey(), matched);
    }
    return groups;
  }

  static String component(Url url, UrlComponent component) {
    return switch (component) {
      case PROTOCOL -> url.scheme();
      case USERNAME -> url.username();
      case PASSWORD -> url.password();
      case HOSTNAME -> url.hostname();
      case PORT -> url.port();
      case PATHNAME -> url.pathname();
      case SEARCH -> url.query();
      case HASH -> url.fragment();
    };
  }
}
