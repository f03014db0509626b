package org.realtimehub.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A subscriber that stays as long as its node lets it, and does not come back. */
final class Attendee implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String id;
  private final InputStream stream;
  private volatile boolean gone;

  private Attendee(String id, InputStream stream) {
    this.id = id;
    this.stream = stream;
    Thread reader = new Thread(this::read, "attendee");
    reader.setDaemon(true);
    reader.start();
  }

  static Attendee at(URI hub, String topic) {
    try {
      HttpResponse<InputStream> response =
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(hub + "?match=" + topic)).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      String id = response.headers().firstValue("Hub-Connection-Id").orElseThrow();
      return new Attendee("urn:uuid:" + id, response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void read() {
    byte[] bytes = new byte[4_096];
    try {
      while (stream.read(bytes) >= 0) {
        // What comes does not matter, only whether it ends.
      }
    } catch (IOException e) {
      // It was broken off, which is an end too.
    }
    gone = true;
  }

  /** By which others know it. */
  String id() {
    return id;
  }

  boolean gone() {
    return gone;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // It is over already.
    }
  }
}
