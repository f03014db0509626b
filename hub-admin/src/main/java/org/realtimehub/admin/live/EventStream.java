package org.realtimehub.admin.live;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.realtimehub.web.Cut;

/**
 * One operator's stream. What a slow one does not take is not kept for it: it is told how much it
 * missed, and one that takes nothing at all is cut off. Owned by the context of its request.
 */
public final class EventStream {

  /** Bytes that may wait for one operator, and one event more. */
  private static final int MAX_WAITING = 1 << 20;

  /** Looks in a row at which nothing could be written since the one before. */
  private static final int PATIENCE = 6;

  private static final String SIGN_OF_LIFE = ":\n\n";

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final BooleanSupplier allowed;
  private Runnable closed = () -> {};
  private long skipped;
  private int stuck;
  private boolean ended;

  /**
   * @param request of whose answer nothing was sent
   * @param allowed whether the caller may still see it: its session may have ended
   */
  public EventStream(HttpServerRequest request, BooleanSupplier allowed) {
    this.request = request;
    this.response = request.response();
    this.allowed = allowed;
  }

  /**
   * Begins to answer.
   *
   * @param over runs once, however the stream ends, perhaps before this returns
   */
  void open(Runnable over) {
    closed = over;
    if (response.closed()) {
      over();
      return;
    }
    // A write may fail before it is noticed that the client has gone: that is told below.
    response.exceptionHandler(broken -> over());
    response.closeHandler(v -> over());
    response
        .setChunked(true)
        .setWriteQueueMaxSize(MAX_WAITING)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .write(SIGN_OF_LIFE);
  }

  /**
   * Sends an event, or counts it as skipped.
   *
   * @param data without line ends; asked for only where it is sent
   */
  public void send(String event, Supplier<String> data) {
    if (ended) {
      return;
    }
    if (response.writeQueueFull()) {
      skipped++;
      return;
    }
    write(missed() + "event: " + event + "\ndata: " + data.get() + "\n\n");
  }

  private String missed() {
    String told = skipped == 0 ? "" : "event: skipped\ndata: {\"skipped\":" + skipped + "}\n\n";
    skipped = 0;
    return told;
  }

  private void write(String text) {
    stuck = 0;
    response.write(text);
  }

  /** Shows that the stream lives, and ends it if its caller may no longer have it. */
  void look() {
    if (ended) {
      return;
    }
    if (!allowed.getAsBoolean()) {
      end();
    } else if (!response.writeQueueFull()) {
      write(missed() + SIGN_OF_LIFE);
    } else if (++stuck == PATIENCE) {
      Cut.off(request);
      over();
    }
  }

  /** A caller who does not take what was written before is not waited for. */
  void end() {
    if (ended) {
      return;
    }
    if (response.writeQueueFull()) {
      Cut.off(request);
    } else {
      response.end();
    }
    over();
  }

  /** With HTTP/1.1, an answer that the hub ended itself is not told of its connection's end. */
  private void over() {
    if (!ended) {
      ended = true;
      closed.run();
    }
  }
}
