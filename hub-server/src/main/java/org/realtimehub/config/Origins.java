package org.realtimehub.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key with its effective value and where that value came from, in the order of the keys. */
public final class Origins {
  /** Of a configuration that was not read. */
  public static final Origins NONE = new Origins(Map.of());

  private final Map<String, Entry> entries;

  Origins(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /**
   * One effective value.
   *
   * @param value as an operator would write it; secrets are blotted out, absent values are empty
   */
  public record Entry(String key, String value, Origin origin) {}

  public List<Entry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** The entry of a key given by its full path, such as {@code http.port}. */
  public Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }
}
