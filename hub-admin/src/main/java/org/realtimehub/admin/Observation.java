package org.realtimehub.admin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.realtimehub.admin.api.Operations;
import org.realtimehub.admin.health.Canary;
import org.realtimehub.admin.live.ClusterView;
import org.realtimehub.admin.live.LiveCluster;
import org.realtimehub.admin.live.OverviewOperations;
import org.realtimehub.admin.topics.FirstLook;
import org.realtimehub.admin.topics.PublishedTopics;
import org.realtimehub.admin.topics.Tails;
import org.realtimehub.admin.topics.TopicHistory;
import org.realtimehub.admin.topics.TopicOperations;
import org.realtimehub.control.Control;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.update.Position;

/**
 * What the admin side watches all the time: the updates that pass, and how the nodes are. Owned by
 * the admin side's context.
 */
final class Observation implements FeedListener {

  private final NodeView node;
  private final Control control;
  private final Context context;
  private final Canary canary;
  private final PublishedTopics topics;
  private final FirstLook before;
  private final Tails tails;
  private final ClusterView cluster;
  private final LiveCluster live;

  Observation(
      Context context,
      InstantSource clock,
      NodeView node,
      Control control,
      Health health,
      Duration canaryEvery) {
    this.context = context;
    this.node = node;
    this.control = control;
    NodeView.Flow flow = node.flow();
    canary =
        new Canary(context, flow.publish(), node.membership().self(), canaryEvery, flow.canary());
    topics = new PublishedTopics(clock);
    before = new FirstLook(context, flow.window(), topics);
    tails = new Tails(context.owner());
    cluster = new ClusterView(node.membership(), control, health::report);
    live = new LiveCluster(context, clock, control, cluster);
  }

  /** Completes when it watches. */
  Future<Void> begin() {
    return node.flow().feed().attach(context, this).onSuccess(v -> canary.start());
  }

  void register(Operations operations) {
    new OverviewOperations(
            context.owner(),
            cluster,
            live,
            new OverviewOperations.Sources(
                node.log(), node.flow().facts(), node.counts().publishes(), node.counts().feed()))
        .register(operations);
    new TopicOperations(topics, new TopicHistory(node.log()), tails, control).register(operations);
  }

  private List<FeedListener> listeners() {
    return List.of(canary, topics, tails);
  }

  @Override
  public void start(Position head) {
    before.from(head);
  }

  @Override
  public void batch(Batch batch) {
    listeners().forEach(listener -> listener.batch(batch));
  }

  @Override
  public void restart(Position head) {
    listeners().forEach(listener -> listener.restart(head));
  }

  /** Ends all streams, and watches no longer. */
  void end() {
    node.flow().feed().detach(this);
    live.end();
    tails.end();
  }
}
