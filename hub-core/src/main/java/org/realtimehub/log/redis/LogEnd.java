package org.realtimehub.log.redis;

/**
 * An end that the log once had.
 *
 * @param mark of the append that wrote it, random: after a loss the same offset is given again,
 *     with another mark
 */
record LogEnd(String epoch, long head, String mark) {

  /** Of a node that has seen nothing yet. */
  static final LogEnd NONE = new LogEnd("", 0, "");

  /** Answers come in any order; within an epoch the later end is the farther one. */
  LogEnd later(LogEnd answered) {
    return answered.epoch.equals(epoch) && answered.head < head ? this : answered;
  }
}
