package org.realtimehub.admin.live;

import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import org.realtimehub.admin.series.Series;
import org.realtimehub.control.Control;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the numbers of the last hour, and tells operators who look on how the cluster is, each
 * second. Owned by one context.
 */
public final class LiveCluster {

  private static final Logger LOG = LoggerFactory.getLogger(LiveCluster.class);
  private static final long TELL_MILLIS = 1_000;
  private static final int MOST = 200;

  private final Context context;
  private final InstantSource clock;
  private final Control control;
  private final ClusterView view;
  private final Series series = new Series();
  private final EventStreams streams;
  private boolean asking;

  /** Begins to keep numbers. */
  public LiveCluster(Context context, InstantSource clock, Control control, ClusterView view) {
    this.context = context;
    this.clock = clock;
    this.control = control;
    this.view = view;
    this.streams = new EventStreams(context.owner(), MOST);
    context.owner().setPeriodic(TELL_MILLIS, timer -> tell());
    context.owner().setPeriodic(Series.STEP.toMillis(), timer -> addPoint());
  }

  private void addPoint() {
    series.add(control.nodes(), clock.instant().getEpochSecond());
    if (!streams.isEmpty()) {
      String point = series.last().encode();
      streams.each(stream -> stream.send("point", () -> point));
    }
  }

  /** Nobody is told twice of one look, however long it takes. */
  private void tell() {
    if (streams.isEmpty() || asking) {
      return;
    }
    asking = true;
    view.now()
        .onComplete(
            looked ->
                context.runOnContext(
                    v -> {
                      asking = false;
                      if (looked.succeeded()) {
                        tell(looked.result());
                      } else {
                        LOG.atWarn().setCause(looked.cause()).log("cannot say how the cluster is");
                      }
                    }));
  }

  private void tell(JsonObject cluster) {
    String data = cluster.encode();
    streams.each(stream -> stream.send("cluster", () -> data));
  }

  /** Whether as many look on as may. */
  public boolean full() {
    return streams.full();
  }

  /** Somebody looks on. */
  public void add(EventStream stream) {
    streams.add(stream, () -> {});
  }

  /** The numbers of the last hour. */
  public Series.Copy hour() {
    return series.copy();
  }

  /** Ends all streams. */
  public void end() {
    streams.end();
  }
}
