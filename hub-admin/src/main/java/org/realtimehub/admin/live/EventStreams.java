package org.realtimehub.admin.live;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The open streams of one kind, of which there may be so many. Owned by one context. */
public final class EventStreams {

  private static final long LOOK_MILLIS = 5_000;

  private final int most;
  private final Set<EventStream> open = new LinkedHashSet<>();

  public EventStreams(Vertx vertx, int most) {
    this.most = most;
    vertx.setPeriodic(LOOK_MILLIS, timer -> each(EventStream::look));
  }

  public boolean full() {
    return open.size() >= most;
  }

  public boolean isEmpty() {
    return open.isEmpty();
  }

  /**
   * Begins a stream.
   *
   * @param closed runs once, however it ends
   */
  public void add(EventStream stream, Runnable closed) {
    open.add(stream);
    stream.open(
        () -> {
          if (open.remove(stream)) {
            closed.run();
          }
        });
  }

  /** Does something with each; they may end meanwhile. */
  public void each(Consumer<EventStream> action) {
    List.copyOf(open).forEach(action);
  }

  /** Ends all. */
  public void end() {
    new ArrayList<>(open).forEach(EventStream::end);
  }
}
