package org.realtimehub.topic.pattern;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Components that are given one by one; one that is absent differs from one that is empty.
 *
 * <p>Source: URL Pattern Standard, {@code URLPatternInit}.
 */
final class UrlPatternInit {

  private final Map<UrlComponent, String> components = new EnumMap<>(UrlComponent.class);
  private @Nullable String baseUrl;

  @Nullable String get(UrlComponent component) {
    return components.get(component);
  }

  String getOrDefault(UrlComponent component, String absent) {
    return components.getOrDefault(component, absent);
  }

  void set(UrlComponent component, String value) {
    components.put(component, value);
  }

  void setIfAbsent(UrlComponent component, String value) {
    components.putIfAbsent(component, value);
  }

  boolean has(UrlComponent component) {
    return components.containsKey(component);
  }

  boolean hasNone(List<UrlComponent> names) {
    return names.stream().noneMatch(components::containsKey);
  }

  @Nullable String baseUrl() {
    return baseUrl;
  }

  void setBaseUrl(String url) {
    baseUrl = url;
  }
}
