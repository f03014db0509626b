package org.realtimehub.update;

/** Writes text as fields of an event stream, so that no value can forge a field. */
public final class SseText {

  private SseText() {}

  /** Appends one {@code data} line per line of the text; CR, LF and CRLF all end a line. */
  public static void appendData(StringBuilder frame, String data) {
    int start = 0;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '\n' || c == '\r') {
        frame.append("data: ").append(data, start, i).append('\n');
        if (c == '\r' && i + 1 < data.length() && data.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    frame.append("data: ").append(data, start, data.length()).append('\n');
  }
}
