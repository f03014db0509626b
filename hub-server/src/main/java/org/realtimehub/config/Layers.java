package org.realtimehub.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays settings over settings. */
final class Layers {
  private static final List<String> LISTS =
      List.of(AuthorizationConfig.ISSUERS, AdminConfig.USERS, AdminConfig.TOKENS);

  /**
   * Of these, below a prefix, a section has one: a stronger layer that gives one takes the others
   * away.
   */
  private static final Map<String, List<String>> SOURCES =
      Map.of(
          "authorization.",
          List.of(".key", ".key-file", ".jwks-url"),
          AdminConfig.USERS,
          List.of(".password-hash", ".password-hash-file"),
          OidcConfig.SECTION,
          List.of(".client-secret", ".client-secret-file"));

  private final Map<String, Setting> merged = new LinkedHashMap<>();

  /** Lists in a document are whole: its issuers are not mixed with those of weaker layers. */
  void addDocument(Map<String, Setting> document) {
    for (String list : LISTS) {
      if (document.keySet().stream().anyMatch(key -> key.startsWith(list))) {
        merged.keySet().removeIf(key -> key.startsWith(list));
      }
    }
    add(document);
  }

  void add(Map<String, Setting> layer) {
    layer.keySet().forEach(this::removeOtherSources);
    merged.putAll(layer);
  }

  Map<String, Setting> merged() {
    return new LinkedHashMap<>(merged);
  }

  private void removeOtherSources(String key) {
    SOURCES.forEach(
        (prefix, sources) -> {
          for (String source : sources) {
            if (key.startsWith(prefix) && key.endsWith(source)) {
              String section = key.substring(0, key.length() - source.length());
              sources.stream()
                  .filter(other -> !other.equals(source))
                  .forEach(other -> merged.remove(section + other));
            }
          }
        });
  }
}
