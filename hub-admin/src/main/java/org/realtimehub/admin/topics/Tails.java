package org.realtimehub.admin.topics;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.live.EventStream;
import org.realtimehub.admin.live.EventStreams;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** Operators who watch what is published. Owned by one context. */
public final class Tails implements FeedListener {

  private static final int MOST = 50;

  /**
   * What one of them watches.
   *
   * @param topic null for all
   */
  private record Watch(@Nullable String topic, UpdateView view) {}

  private final EventStreams streams;
  private final Map<EventStream, Watch> watches = new LinkedHashMap<>();

  public Tails(Vertx vertx) {
    streams = new EventStreams(vertx, MOST);
  }

  /** Whether there are as many as may be. */
  boolean full() {
    return streams.full();
  }

  /**
   * Shows what is published from now on.
   *
   * @param topic null for all
   */
  void add(EventStream stream, @Nullable String topic, UpdateView view) {
    watches.put(stream, new Watch(topic, view));
    streams.add(stream, () -> watches.remove(stream));
  }

  @Override
  public void start(Position head) {}

  @Override
  public void restart(Position head) {}

  @Override
  public void batch(Batch batch) {
    if (watches.isEmpty()) {
      return;
    }
    for (LoggedUpdate update : batch.updates()) {
      if (!update.placeholder() && !update.update().handling().isSignal()) {
        show(update);
      }
    }
  }

  /** Written once for all who see it in the same way, and not at all where nobody takes it. */
  private void show(LoggedUpdate update) {
    List<String> topics = update.update().topics();
    Map<UpdateView, String> written = new HashMap<>();
    for (Map.Entry<EventStream, Watch> entry : List.copyOf(watches.entrySet())) {
      Watch watch = entry.getValue();
      if (watch.topic == null || topics.contains(watch.topic)) {
        entry
            .getKey()
            .send(
                "update",
                () -> written.computeIfAbsent(watch.view, view -> view.of(update).encode()));
      }
    }
  }

  /** Ends all. */
  public void end() {
    streams.end();
  }
}
