package org.realtimehub.blackbox;

import java.util.concurrent.atomic.AtomicInteger;

/** Publishes to one topic, one update after the other, until it is stopped. */
final class Publishing implements AutoCloseable {

  private final RawConnection connection;
  private final AtomicInteger published = new AtomicInteger();
  private final Thread thread;
  private volatile boolean stopped;

  private Publishing(RawConnection connection, String request) {
    this.connection = connection;
    thread = new Thread(() -> publish(request), "publishing");
    thread.setDaemon(true);
  }

  static Publishing to(TestHub hub, String topic) {
    String body = TestHub.form("topic", topic, "data", "x".repeat(500));
    Publishing publishing =
        new Publishing(
            RawConnection.to(hub),
            "POST "
                + hub.url().getRawPath()
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer "
                + TestTokens.everything()
                + "\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    publishing.thread.start();
    return publishing;
  }

  private void publish(String request) {
    while (!stopped) {
      connection.send(request);
      String head = connection.readHead();
      int length = Integer.parseInt(head.replaceAll("(?is).*content-length: *([0-9]+).*", "$1"));
      try {
        connection.socket().getInputStream().readNBytes(length);
      } catch (java.io.IOException e) {
        return;
      }
      published.incrementAndGet();
    }
  }

  int published() {
    return published.get();
  }

  void stop() {
    stopped = true;
    try {
      thread.join(TestHub.PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    connection.close();
  }
}
