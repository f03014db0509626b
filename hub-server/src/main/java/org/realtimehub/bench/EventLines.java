package org.realtimehub.bench;

import java.nio.charset.StandardCharsets;

/**
 * Reads an event stream that comes in pieces, without an object per event: of each event only the
 * {@link Mark} at the beginning of its data is looked at. Lines end in LF or CRLF; a lone CR, which
 * the standard also knows, no server in this benchmark writes.
 */
final class EventLines {

  private enum State {
    LINE,
    NAME,
    SPACE,
    MARK,
    REST
  }

  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final StreamListener listener;
  private final MarkReader mark = new MarkReader();
  private State state = State.LINE;
  private int name;
  private int dataLines;

  EventLines(StreamListener listener) {
    this.listener = listener;
  }

  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      switch (state) {
        case LINE -> beginLine(bytes[at++]);
        case NAME -> {
          // What is no "data:" is left to the rest, which may be the end of the line.
          if (bytes[at] != DATA[name]) {
            state = State.REST;
          } else {
            at++;
            state = ++name == DATA.length ? State.SPACE : State.NAME;
          }
        }
        case SPACE -> {
          at += bytes[at] == ' ' ? 1 : 0;
          state = State.MARK;
          mark.reset();
          dataLines++;
        }
        case MARK -> {
          at = mark.feed(bytes, at, to);
          state = mark.isDone() ? State.REST : State.MARK;
        }
        case REST -> {
          while (at < to && bytes[at] != '\n') {
            at++;
          }
          if (at < to) {
            at++;
            state = State.LINE;
          }
        }
      }
    }
  }

  private void beginLine(byte first) {
    switch (first) {
      case '\n' -> endEvent();
      case '\r' -> {}
      case ':' -> {
        listener.comment();
        state = State.REST;
      }
      case 'd' -> {
        name = 1;
        state = State.NAME;
      }
      default -> state = State.REST;
    }
  }

  /** An event without data is none: an id alone, or the empty line after a comment. */
  private void endEvent() {
    if (dataLines == 1 && mark.isWhole()) {
      listener.update(mark.lane(), mark.sequence(), mark.nanos());
    } else if (dataLines > 0) {
      listener.foreign();
    }
    dataLines = 0;
  }
}
