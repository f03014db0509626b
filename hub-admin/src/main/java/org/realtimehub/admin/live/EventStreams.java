package org.realtimehub.admin.live;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The open streams of one kind, of which there may be so many. Owned by one context. */
public final class EventStreams {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final int most;
  private final Set<EventStream> open = new LinkedHashSet<>();

  /** On the context that owns them; until the verticle ends that this one is of. */
  public EventStreams(Vertx vertx, int most) {
    this(vertx, most, LOOK_EVERY);
  }

  /**
   * @param lookEvery time between two signs of life, which is how long a session that is over may
   *     still be told something
   */
  EventStreams(Vertx vertx, int most, Duration lookEvery) {
    this.most = most;
    vertx.setPeriodic(lookEvery.toMillis(), timer -> each(EventStream::look));
  }

  public boolean full() {
    return open.size() >= most;
  }

  public boolean isEmpty() {
    return open.isEmpty();
  }

  /**
   * Begins a stream. Whether there are too many is for the caller to ask before.
   *
   * @param closed runs once, however it ends, perhaps before this returns
   */
  public void add(EventStream stream, Runnable closed) {
    open.add(stream);
    stream.open(
        () -> {
          open.remove(stream);
          closed.run();
        });
  }

  /** Does something with each; they may end meanwhile. */
  public void each(Consumer<EventStream> action) {
    List.copyOf(open).forEach(action);
  }

  /** Ends all. */
  public void end() {
    each(EventStream::end);
  }
}
