package org.realtimehub.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads events from a stream as the HTML standard says, "9.2.6 Interpreting an event stream". */
final class EventReader {
  private final BufferedReader lines;
  private String lastEventId;
  private @Nullable Duration retry;

  EventReader(InputStream stream, String lastEventId) {
    lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    this.lastEventId = lastEventId;
  }

  /**
   * One event.
   *
   * @param id of the last event that had one
   */
  record Event(String id, String type, String data) {}

  /** The id to resume after, empty for none. */
  String lastEventId() {
    return lastEventId;
  }

  /** What the hub last asked to wait before reconnecting, null if it did not. */
  @Nullable Duration retry() {
    return retry;
  }

  /** Blocks; null when the stream has ended, which drops an event that is not complete. */
  @Nullable Event next() throws IOException {
    String id = lastEventId;
    String type = "message";
    StringJoiner data = new StringJoiner("\n");
    boolean hasData = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        lastEventId = id;
        if (hasData) {
          return new Event(id, type, data.toString());
        }
        type = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "data" -> {
          data.add(value);
          hasData = true;
        }
        case "id" -> id = value.indexOf('\0') < 0 ? value : id;
        case "event" -> type = value.isEmpty() ? "message" : value;
        case "retry" -> readRetry(value);
        default -> {}
      }
    }
    return null;
  }

  private void readRetry(String value) {
    if (value.matches("\\d{1,9}")) {
      retry = Duration.ofMillis(Long.parseLong(value));
    }
  }
}
