package org.realtimehub.blackbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber on a bad network: its connection breaks again and again, between events and within
 * them, and it goes on after the last event it got whole.
 */
final class ResumingSubscriber {

  /** One event; its data is the number of the update. */
  record Event(String id, String data) {}

  private final TestHub hub;
  private final String token;
  private final String[] parameters;
  private final Random random;
  private final int breaksOneIn;
  private final List<Event> events = new ArrayList<>();
  private @Nullable String lastId;
  private RawConnection connection;
  private InputStream in;
  private StringBuilder pending = new StringBuilder();
  private int breaks;

  /**
   * @param breaksOneIn after how many events the connection breaks, on average
   */
  ResumingSubscriber(TestHub hub, String token, long seed, int breaksOneIn, String... parameters) {
    this.hub = hub;
    this.token = token;
    this.parameters = parameters;
    this.random = new Random(seed);
    this.breaksOneIn = breaksOneIn;
    this.connection = RawConnection.to(hub);
    this.in = connect();
  }

  /** Reads until the update with this data has come, through as many connections as it takes. */
  List<Event> readUntil(String lastData) {
    try {
      while (true) {
        int length = chunkLength();
        int wanted = random.nextInt(breaksOneIn) == 0 ? random.nextInt(length + 1) : length;
        String chunk = new String(in.readNBytes(wanted), StandardCharsets.UTF_8);
        if (take(chunk, lastData)) {
          connection.close();
          return events;
        }
        if (wanted < length) {
          comeBack();
        } else {
          in.readNBytes(2);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("after " + events.size() + " events", e);
    }
  }

  private int chunkLength() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < 2 || line.charAt(line.length() - 1) != '\n') {
      int b = in.read();
      if (b < 0) {
        throw new AssertionError("the hub closed after " + events.size() + " events");
      }
      line.append((char) b);
    }
    return Integer.parseInt(line.toString().trim(), 16);
  }

  /** Takes what is whole; true when the last event was among it. */
  private boolean take(String chunk, String lastData) {
    pending.append(chunk);
    int end;
    while ((end = pending.indexOf("\n\n")) >= 0) {
      String block = pending.substring(0, end);
      pending.delete(0, end + 2);
      String id = field(block, "id: ");
      if (id != null) {
        String data = java.util.Objects.requireNonNullElse(field(block, "data: "), "").strip();
        events.add(new Event(id, data));
        lastId = id;
        if (data.equals(lastData)) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable String field(String block, String name) {
    return block
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse(null);
  }

  private void comeBack() {
    breaks++;
    if (random.nextBoolean()) {
      connection.reset();
    } else {
      connection.close();
    }
    pending = new StringBuilder();
    connection = RawConnection.to(hub);
    in = connect();
  }

  /** Whoever has got nothing yet asks for all, having been there before the first update. */
  private InputStream connect() {
    boolean first = breaks == 0;
    connection.send(
        "GET "
            + hub.url().getRawPath()
            + "?"
            + hub.url(parameters).getRawQuery()
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + (first ? "" : "\r\nLast-Event-ID: " + (lastId == null ? "earliest" : lastId))
            + "\r\n\r\n");
    String head = connection.readHead();
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new AssertionError(head);
    }
    try {
      return new BufferedInputStream(connection.socket().getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int breaks() {
    return breaks;
  }
}
