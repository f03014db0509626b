package org.realtimehub.admin.live;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;

/**
 * One operator's stream. What a slow one does not take is not kept for it: it is told how much it
 * missed. Owned by the context of its request.
 */
public final class EventStream {

  /** Bytes that may wait for one operator. */
  private static final int MAX_WAITING = 1 << 20;

  private final HttpServerResponse response;
  private final BooleanSupplier allowed;
  private long skipped;
  private boolean ended;

  /**
   * @param response of which nothing was sent
   * @param allowed whether the caller may still see it: its session may have ended
   */
  public EventStream(HttpServerResponse response, BooleanSupplier allowed) {
    this.response = response;
    this.allowed = allowed;
  }

  void open(Runnable closed) {
    // A write may fail before it is noticed that the client has gone: that is told below.
    response.exceptionHandler(broken -> ended = true);
    response.closeHandler(
        v -> {
          ended = true;
          closed.run();
        });
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MAX_WAITING)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .write(":\n\n");
  }

  /** Sends an event, or counts it as skipped. */
  public void send(String event, JsonObject data) {
    sendEncoded(event, data.encode());
  }

  /**
   * The same for data that many get.
   *
   * @param data without line ends
   */
  public void sendEncoded(String event, String data) {
    if (ended) {
      return;
    }
    if (response.writeQueueFull()) {
      skipped++;
      return;
    }
    if (skipped > 0) {
      response.write("event: skipped\ndata: {\"skipped\":" + skipped + "}\n\n");
      skipped = 0;
    }
    response.write("event: " + event + "\ndata: " + data + "\n\n");
  }

  /** Shows that the stream lives, and ends it if its caller may no longer have it. */
  void look() {
    if (ended) {
      return;
    }
    if (!allowed.getAsBoolean()) {
      end();
    } else if (!response.writeQueueFull()) {
      response.write(":\n\n");
    }
  }

  void end() {
    if (!ended) {
      ended = true;
      response.end();
    }
  }
}
