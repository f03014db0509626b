package org.realtimehub.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays settings over settings. */
final class Layers {
  private static final String ISSUERS = AuthorizationConfig.ISSUERS;

  /** Of these, a section has one: a stronger layer that gives one takes the others away. */
  private static final List<String> KEY_SOURCES = List.of(".key", ".key-file", ".jwks-url");

  private final Map<String, Setting> merged = new LinkedHashMap<>();

  /** Lists in a document are whole: its issuers are not mixed with those of weaker layers. */
  void addDocument(Map<String, Setting> document) {
    if (document.keySet().stream().anyMatch(key -> key.startsWith(ISSUERS))) {
      merged.keySet().removeIf(key -> key.startsWith(ISSUERS));
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
    for (String source : KEY_SOURCES) {
      if (key.startsWith("authorization.") && key.endsWith(source)) {
        String section = key.substring(0, key.length() - source.length());
        List<String> others = new ArrayList<>(KEY_SOURCES);
        others.remove(source);
        others.forEach(other -> merged.remove(section + other));
      }
    }
  }
}
