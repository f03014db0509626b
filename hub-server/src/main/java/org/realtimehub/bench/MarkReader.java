package org.realtimehub.bench;

/** Reads a {@link Mark} that comes in pieces. */
final class MarkReader {

  private int position;
  private boolean broken;
  private int lane;
  private int sequence;
  private long nanos;

  void reset() {
    position = 0;
    broken = false;
    lane = 0;
    sequence = 0;
    nanos = 0;
  }

  /** Returns where it stopped: behind the mark, at the end, or before what is no mark. */
  int feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && position < Mark.LENGTH && !broken) {
      accept(bytes[at]);
      if (!broken) {
        at++;
        position++;
      }
    }
    return at;
  }

  private void accept(byte character) {
    int digit = character - '0';
    if (isSeparator(position)) {
      broken = character != Mark.SEPARATOR;
    } else if (digit < 0 || digit > 9) {
      broken = true;
    } else if (position < Mark.SEQUENCE_AT) {
      lane = lane * 10 + digit;
    } else if (position < Mark.NANOS_AT) {
      sequence = sequence * 10 + digit;
    } else {
      nanos = nanos * 10 + digit;
    }
  }

  private static boolean isSeparator(int position) {
    return position == Mark.SEQUENCE_AT - 1
        || position == Mark.NANOS_AT - 1
        || position == Mark.LENGTH - 1;
  }

  /** Whether it wants no more, for good or ill. */
  boolean isDone() {
    return broken || position == Mark.LENGTH;
  }

  boolean isWhole() {
    return !broken && position == Mark.LENGTH;
  }

  int lane() {
    return lane;
  }

  int sequence() {
    return sequence;
  }

  long nanos() {
    return nanos;
  }
}
