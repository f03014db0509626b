package org.realtimehub.bench;

import java.util.List;

/** One question to the servers. Its methods are called on the thread that directs the runs. */
interface Scenario {

  String name();

  /** One line for a list. */
  String summary();

  /** Whether it runs when nobody says which; what takes long does not. */
  default boolean isUsual() {
    return true;
  }

  /** What it does not measure with these options, a line each. */
  default List<String> leftOut(BenchOptions options) {
    return List.of();
  }

  /** The most connections it has open at once. */
  int connections(BenchOptions.Load load);

  /** Measures each server once and adds what it finds to the round. */
  void run(Round round) throws BenchException, InterruptedException;
}
