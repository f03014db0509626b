package org.realtimehub.admin.live;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.realtimehub.admin.api.Answer;
import org.realtimehub.admin.api.Call;
import org.realtimehub.admin.api.LogAnswers;
import org.realtimehub.admin.api.Operations;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.admin.api.Seconds;
import org.realtimehub.admin.series.Series;
import org.realtimehub.feed.FeedCounts;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.publish.PublishCounts;

/** How the cluster is: now, in the last hour, and from second to second. */
public final class OverviewOperations {

  /** What is looked at. */
  public record Sources(EventLog log, LogFacts facts, PublishCounts publishes, FeedCounts feed) {}

  private final Vertx vertx;
  private final ClusterView cluster;
  private final LiveCluster live;
  private final Sources sources;

  public OverviewOperations(Vertx vertx, ClusterView cluster, LiveCluster live, Sources sources) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.live = live;
    this.sources = sources;
  }

  public void register(Operations operations) {
    operations
        .on("listNodes", call -> cluster.now().map(Answer::ok))
        .on("getSeries", call -> series())
        .on("live", this::live)
        .on("getLog", call -> log());
  }

  /** Written by a worker: it is a megabyte in a large cluster. */
  private Future<Answer> series() {
    Series.Copy hour = live.hour();
    return vertx.executeBlocking(() -> Answer.written(hour.toJson().toBuffer()), false);
  }

  private Future<Answer> live(Call call) throws Refused {
    if (live.full()) {
      throw Refused.unavailable("too many operators look on", Duration.ofSeconds(10));
    }
    live.add(new EventStream(call.request().request(), call::stillAllowed));
    return Answer.streamed().now();
  }

  private Future<Answer> log() {
    return LogAnswers.inTime(sources.log::bounds).map(bounds -> Answer.ok(document(bounds)));
  }

  private JsonObject document(Bounds bounds) {
    LogFacts facts = sources.facts;
    return new JsonObject()
        .put("type", facts.type())
        .put("epoch", bounds.epoch())
        .put("tail", bounds.tail())
        .put("head", bounds.head())
        .put("retained", bounds.head() - bounds.tail())
        .put("max_events", facts.maxEvents())
        .put("max_bytes", facts.maxBytes())
        .put("max_age", Seconds.show(facts.maxAge()))
        .put("accepted", sources.publishes.accepted())
        .put("unavailable", sources.publishes.unavailable())
        .put("feed_repairs", sources.feed.repairs())
        .put("feed_restarts", sources.feed.restarts());
  }
}
