package org.realtimehub.bench;

import io.netty.buffer.ByteBuf;

/**
 * What every payload begins with: {@code lane-sequence-nanoseconds-}, decimal and of fixed width,
 * so that it is written and read without an object, and means the same in a form and in a stream.
 *
 * <p>A lane is a sequence of updates that one publisher connection sends one after the other, each
 * when the former is answered: the only updates whose order is known to who sends them.
 */
final class Mark {

  static final int LANE_DIGITS = 4;
  static final int SEQUENCE_DIGITS = 9;
  static final int NANOS_DIGITS = 16;
  static final int SEQUENCE_AT = LANE_DIGITS + 1;
  static final int NANOS_AT = SEQUENCE_AT + SEQUENCE_DIGITS + 1;
  static final int LENGTH = NANOS_AT + NANOS_DIGITS + 1;
  static final int MAX_LANES = 10_000;
  static final byte SEPARATOR = '-';

  private Mark() {}

  /** The payload of a template: a mark of zeros, and what fills it up. */
  static String payload(int bytes) {
    return "0".repeat(LANE_DIGITS)
        + "-"
        + "0".repeat(SEQUENCE_DIGITS)
        + "-"
        + "0".repeat(NANOS_DIGITS)
        + "-"
        + "x".repeat(bytes - LENGTH);
  }

  /**
   * Overwrites the mark at an index.
   *
   * @param nanos time of {@link Clock}
   */
  static void set(ByteBuf buffer, int at, int lane, int sequence, long nanos) {
    number(buffer, at, LANE_DIGITS, lane);
    number(buffer, at + SEQUENCE_AT, SEQUENCE_DIGITS, sequence);
    number(buffer, at + NANOS_AT, NANOS_DIGITS, nanos);
  }

  /** Overwrites as many characters with a number, zeros before it. */
  static void number(ByteBuf buffer, int at, int digits, long value) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      buffer.setByte(i, (int) ('0' + rest % 10));
      rest /= 10;
    }
  }
}
