package org.realtimehub.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the text of a key may be.
 *
 * @param expected the words that complete "expected …"
 * @param parse reads trimmed text; throws any {@link RuntimeException} when it cannot
 * @param valid the range that a parsed value must be in
 * @param show writes a value the way an operator would
 */
record Type<T>(
    String expected, Function<String, T> parse, Predicate<T> valid, Function<T, String> show) {

  /** Empty when the text is not of this type. */
  Optional<T> read(String text) {
    try {
      return Optional.of(parse.apply(text.strip())).filter(valid);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The same type for a key that may be left out; an absent value is always valid. */
  Type<Optional<T>> optional() {
    return new Type<>(
        expected,
        text -> Optional.of(parse.apply(text)),
        value -> value.map(valid::test).orElse(true),
        value -> value.map(show).orElse(""));
  }
}
