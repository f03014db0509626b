package org.realtimehub.bench;

/**
 * Takes the chunks of HTTP/1.1 off an event stream (RFC 9112, 7.1), wherever reads cut them.
 * Anything else than chunks makes it throw: from there on nothing could be believed.
 */
final class ChunkedBody {

  private enum State {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    OVER
  }

  private static final int LONGEST_CHUNK = 1 << 28;

  private final EventLines lines;
  private State state = State.SIZE;
  private int digits;
  private int remaining;

  ChunkedBody(EventLines lines) {
    this.lines = lines;
  }

  /** Whether the last chunk has come: the server ended the stream in order. */
  boolean isOver() {
    return state == State.OVER;
  }

  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      switch (state) {
        case DATA -> {
          int length = Math.min(remaining, to - at);
          lines.feed(bytes, at, at + length);
          at += length;
          remaining -= length;
          state = remaining == 0 ? State.DATA_END : State.DATA;
        }
        case SIZE -> size(bytes[at++]);
        case EXTENSION -> {
          if (bytes[at++] == '\n') {
            sizeIsKnown();
          }
        }
        case DATA_END -> dataEnd(bytes[at++]);
        case OVER -> at = to;
      }
    }
  }

  private void size(byte character) {
    int digit = Character.digit(character, 16);
    if (digit >= 0 && remaining < LONGEST_CHUNK / 16) {
      remaining = remaining * 16 + digit;
      digits++;
    } else if (digits > 0 && (character == '\r' || character == ';' || character == ' ')) {
      state = State.EXTENSION;
    } else {
      throw malformed(character);
    }
  }

  private void sizeIsKnown() {
    state = remaining == 0 ? State.OVER : State.DATA;
    digits = 0;
  }

  private void dataEnd(byte character) {
    if (character == '\n') {
      state = State.SIZE;
    } else if (character != '\r') {
      throw malformed(character);
    }
  }

  private IllegalStateException malformed(byte character) {
    return new IllegalStateException(
        "not the chunked coding of HTTP/1.1: byte " + character + " in " + state);
  }
}
