package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether everybody got what they had to.
 *
 * @param problems what differs, for people to read; none when all is exact
 */
record Exactness(List<String> problems) {

  static final Exactness EXACT = new Exactness(List.of());

  Exactness {
    problems = List.copyOf(problems);
  }

  boolean isExact() {
    return problems.isEmpty();
  }

  Exactness and(Exactness other) {
    List<String> both = new ArrayList<>(problems);
    both.addAll(other.problems);
    return new Exactness(both);
  }

  static Exactness of(boolean holds, String problem) {
    return holds ? EXACT : new Exactness(List.of(problem));
  }
}
