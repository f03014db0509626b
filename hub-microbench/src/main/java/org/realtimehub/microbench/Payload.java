package org.realtimehub.microbench;

import java.util.List;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.Update;

/** The data of an update, of the kinds that cost differently to encode. */
public enum Payload {
  BYTES_100("x".repeat(100)),
  BYTES_1000("x".repeat(1_000)),
  /** A thousand bytes in twenty lines, each of which becomes a field. */
  LINES(("x".repeat(49) + "\n").repeat(20)),
  /** Five hundred characters of two bytes each. */
  NON_ASCII("\u00e9".repeat(500));

  private final String data;

  Payload(String data) {
    this.data = data;
  }

  Update update() {
    return new Update(
        "urn:uuid:5e94c686-2c0b-4f9b-958c-92ccc3bbb4eb",
        List.of("https://example.com/books/1"),
        Event.ofData(data),
        Handling.PUBLIC);
  }
}
