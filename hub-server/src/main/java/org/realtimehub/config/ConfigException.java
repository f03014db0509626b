package org.realtimehub.config;

import java.util.List;

/** A configuration record was built from values that it cannot have. */
public final class ConfigException extends IllegalArgumentException {
  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(String.join("; ", problems.stream().map(Problem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  ConfigException(String key, String message) {
    this(List.of(new Problem(key, message)));
  }

  List<Problem> problems() {
    return problems;
  }
}
