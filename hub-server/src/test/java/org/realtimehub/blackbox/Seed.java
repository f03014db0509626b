package org.realtimehub.blackbox;

import java.util.Random;

/** Randomness that a failed run tells and {@code -Dhub.test.seed=...} repeats. */
public final class Seed {

  private Seed() {}

  public static Random random(String test) {
    long seed = Long.getLong("hub.test.seed", System.nanoTime());
    System.out.println(test + ": -Dhub.test.seed=" + seed);
    return new Random(seed);
  }
}
