package org.realtimehub.update;

import org.jspecify.annotations.Nullable;

/**
 * What a subscriber reads of an update.
 *
 * @param data content; line ends are normalised to LF on the wire
 * @param type SSE event type, null for the default {@code message}
 * @param retry reconnection time in milliseconds as ASCII digits, null when the publisher set none
 */
public record Event(String data, @Nullable String type, @Nullable String retry) {

  public static Event ofData(String data) {
    return new Event(data, null, null);
  }

  /** What is left of an update that is not kept: nothing. */
  static Event blank() {
    return new Event("", null, null);
  }

  int size() {
    return data.length();
  }
}
