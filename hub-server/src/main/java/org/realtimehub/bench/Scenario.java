package org.realtimehub.bench;

/** One question to the servers. Its methods are called on the thread that directs the runs. */
interface Scenario {

  String name();

  /** One line for a list. */
  String summary();

  /** The most connections it has open at once. */
  int connections(BenchOptions.Load load);

  /** Measures each server once and adds what it finds to the round. */
  void run(Round round) throws BenchException, InterruptedException;
}
