package org.realtimehub.blackbox;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A subscriber that ends in a way of its own. */
final class Leaver {

  /** How a connection ends. */
  enum Way {
    CLOSE,
    RESET,
    /** Closes in order right behind the request. */
    CLOSE_AT_ONCE,
    RESET_AT_ONCE,
    /** Goes unnoticed behind so many requests that the hub reads no more: a write finds out. */
    VANISH,
    STREAM_RESET,
    STREAM_RESET_AT_ONCE,
    CONNECTION_CLOSE,
    /** The hub's operator ends it. */
    KICK,
    /** The hub ends it when its token expires. */
    EXPIRE;

    boolean atOnce() {
      return this == CLOSE_AT_ONCE || this == RESET_AT_ONCE || this == STREAM_RESET_AT_ONCE;
    }

    boolean http2() {
      return this == STREAM_RESET || this == STREAM_RESET_AT_ONCE || this == CONNECTION_CLOSE;
    }
  }

  /** More requests than Vert.x queues behind an unfinished answer. */
  private static final int TOO_MANY_PIPELINED = 40;

  private static final long CANCEL = 8;

  private final Way way;
  private @Nullable RawConnection raw;
  private @Nullable HttpClientRequest stream;

  Leaver(Way way) {
    this.way = way;
  }

  Way way() {
    return way;
  }

  /** Subscribes over HTTP/1.1, and leaves at once if that is its way. */
  void come(TestHub hub, @Nullable String token, String... parameters) {
    String head =
        " HTTP/1.1\r\nHost: localhost\r\n"
            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
            + "\r\n";
    String path = hub.url().getRawPath();
    String request = "GET " + path + "?" + hub.url(parameters).getRawQuery() + head;
    raw = RawConnection.to(hub);
    raw.send(
        request + (way == Way.VANISH ? "GET /x HTTP/1.1\r\n\r\n".repeat(TOO_MANY_PIPELINED) : ""));
    leaveAtOnce();
  }

  /** Subscribes over HTTP/2, and leaves at once if that is its way. */
  void come(
      Http2Client client,
      HttpClientConnection connection,
      @Nullable String token,
      String... parameters) {
    HttpClientRequest request = client.subscription(connection, token, parameters);
    stream = request;
    request.response().onSuccess(response -> response.handler(chunk -> {}));
    Http2Client.await(request.end());
    leaveAtOnce();
  }

  private void leaveAtOnce() {
    if (way.atOnce()) {
      end();
    }
  }

  /** Leaves, if it is the client who ends this one, and it is still there. */
  void leave() {
    if (!way.atOnce()) {
      end();
    }
  }

  private void end() {
    switch (way) {
      case CLOSE, CLOSE_AT_ONCE -> closeInOrder(java.util.Objects.requireNonNull(raw));
      case RESET, RESET_AT_ONCE, VANISH -> java.util.Objects.requireNonNull(raw).reset();
      case STREAM_RESET, STREAM_RESET_AT_ONCE ->
          java.util.Objects.requireNonNull(stream).reset(CANCEL);
      case CONNECTION_CLOSE -> java.util.Objects.requireNonNull(stream).connection().close();
      case KICK, EXPIRE -> {}
    }
  }

  /** A socket that is closed with unread bytes is reset, so they are read first. */
  private static void closeInOrder(RawConnection connection) {
    try {
      Socket socket = connection.socket();
      InputStream in = socket.getInputStream();
      in.skip(in.available());
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frees what is left on this side once the hub has ended its own. */
  void free() {
    if (raw != null) {
      raw.close();
    }
  }
}
