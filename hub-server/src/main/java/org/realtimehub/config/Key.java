package org.realtimehub.config;

import java.util.List;
import java.util.Optional;

/**
 * One setting: its full path, its type and the value it has when nobody sets it.
 *
 * @param secret whether its value may be shown to anyone
 */
record Key<T>(String name, Type<T> type, T fallback, boolean secret) {

  static <T> Key<T> of(String name, Type<T> type, T fallback) {
    return new Key<>(name, type, fallback, false);
  }

  static <T> Key<Optional<T>> optional(String name, Type<T> type) {
    return new Key<>(name, type.optional(), Optional.empty(), false);
  }

  static <T> Key<List<T>> list(String name, Type<T> element, List<T> fallback) {
    return new Key<>(name, Types.list(element), fallback, false);
  }

  static Key<Optional<Secret>> secret(String name) {
    return new Key<>(name, Types.secret().optional(), Optional.empty(), true);
  }

  /** Throws a {@link ConfigException} that names this key when the value is out of range. */
  void check(T value) {
    if (!type.valid().test(value)) {
      throw new ConfigException(name, refusal(type.show().apply(value)));
    }
  }

  String refusal(String text) {
    return "expected "
        + type.expected()
        + ", got "
        + (secret ? "another" : '"' + withoutCredentials(text) + '"');
  }

  /** Somebody may have put a password in a URL, where it is refused. */
  private static String withoutCredentials(String text) {
    return text.replaceAll("//[^/@\\s]*@", "//" + Secret.REDACTED + "@");
  }

  String show(T value) {
    return secret ? value.equals(fallback) ? "" : Secret.REDACTED : type.show().apply(value);
  }
}
