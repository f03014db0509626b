package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.realtimehub.feed.Feed;
import org.realtimehub.log.EventLog;
import org.realtimehub.presence.ActiveSubscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's {@link Roster}, and answers other nodes for it: follows the feed like an event
 * loop with subscribers, looks after this node's own entries, and after those of the dead.
 */
public final class RosterVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(RosterVerticle.class);

  /**
   * What a roster works on.
   *
   * @param hub its name
   */
  public record Parts(String hub, Membership membership, EventLog log, Feed feed, Own own) {}

  private final Parts parts;
  private final RosterTimes times;
  private @Nullable Care care;

  public RosterVerticle(Parts parts, RosterTimes times) {
    this.parts = parts;
    this.times = times;
  }

  /** What this node knows of all nodes, once this verticle is deployed. */
  public ActiveSubscriptions subscriptions() {
    return new ClusterSubscriptions(deployed().roster::state, parts.own().presence());
  }

  private Care deployed() {
    Care started = care;
    if (started == null) {
      throw new IllegalStateException("the roster is not deployed");
    }
    return started;
  }

  @Override
  public Future<?> start() {
    Care started = new Care();
    care = started;
    parts.own().announcements().whenMissed(started::reconcileSoon);
    parts.membership().listen(started);
    vertx.setPeriodic(times.tick().toMillis(), timer -> started.tick());
    return started.consumer.completion().compose(v -> parts.feed().attach(context, started.roster));
  }

  @Override
  public Future<?> stop() {
    parts.feed().detach(deployed().roster);
    return deployed().consumer.unregister();
  }

  /** The roster and who works on it; on the verticle's context, but for what others call. */
  private final class Care implements Membership.Listener, RosterState.Witness {

    private final Roster roster;
    private final Reconciliation reconciliation;
    private final LeftBehind leftBehind;
    private final MessageConsumer<Buffer> consumer;
    private volatile boolean wanted;
    private boolean reconciling;
    private boolean failing;
    private long reconciledAt = now();

    Care() {
      Repeated texts = new Repeated();
      String self = parts.membership().self();
      PeerRosters peers = new PeerRosters(vertx, parts.hub(), times.answer(), texts);
      roster = new Roster(vertx, parts.log(), peers, this::others, times, texts);
      reconciliation =
          new Reconciliation(context, roster, parts.log(), parts.own(), self, times.retry());
      leftBehind =
          new LeftBehind(
              context, roster, parts.own(), parts.membership(), times, RosterVerticle::now);
      roster.tell(this, this::ready);
      consumer =
          vertx
              .eventBus()
              .consumer(
                  PeerRosters.address(parts.hub(), self),
                  question -> PeerRosters.answer(question, roster.state()));
    }

    private List<String> others() {
      String self = parts.membership().self();
      return parts.membership().nodes().stream()
          .filter(node -> !node.equals(self))
          .sorted()
          .toList();
    }

    private void ready() {
      wanted = true;
      leftBehind.run();
    }

    /** Any thread. */
    void reconcileSoon() {
      wanted = true;
    }

    private void tick() {
      if (roster.state().isEmpty()) {
        return;
      }
      if (leftBehind.due()) {
        leftBehind.run();
      }
      long since = now() - reconciledAt;
      boolean again = wanted && (!failing || since >= times.retry().toMillis());
      if (!reconciling && (again || since >= times.reconcile().toMillis())) {
        wanted = false;
        reconciling = true;
        leftBehind.run();
        reconciliation
            .run()
            .onComplete(done -> context.runOnContext(v -> reconciled(done.cause())));
      }
    }

    private void reconciled(@Nullable Throwable failure) {
      reconciling = false;
      reconciledAt = now();
      if (failure != null) {
        wanted = true;
        if (!failing) {
          LOG.atWarn()
              .addKeyValue("reason", failure.getMessage())
              .log("cannot compare the roster with the connections, trying until it works");
        }
      }
      failing = failure != null;
    }

    @Override
    public void began(String node) {
      leftBehind.heardOf(node);
    }

    @Override
    public void ended(Entry entry, String by) {
      String self = parts.membership().self();
      if (entry.node().equals(self) && !by.equals(self)) {
        wanted = true;
      }
    }

    @Override
    public void joined(String node) {
      context.runOnContext(v -> leftBehind.joined(node));
    }

    @Override
    public void left(String node) {
      context.runOnContext(v -> leftBehind.left(node));
    }

    @Override
    public void merged() {
      context.runOnContext(
          v -> {
            wanted = true;
            leftBehind.run();
          });
    }
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
