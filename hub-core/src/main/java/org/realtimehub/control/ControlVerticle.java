package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's part in the control of the hub: keeps its copy of what the nodes share up to date,
 * answers the other nodes, and tells them of itself.
 */
public final class ControlVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ControlVerticle.class);

  /** With the time of a read, also on a busy machine, it makes less than a second. */
  private static final long REFRESH_MILLIS = 500;

  private static final long ANNOUNCE_MILLIS = 1_000;

  private final Addresses addresses;
  private final Membership membership;
  private final SharedState state;
  private final LocalNode node;
  private @Nullable Control control;

  /**
   * @param hub name of the hub
   */
  public ControlVerticle(String hub, Membership membership, SharedState state, LocalNode node) {
    this.addresses = new Addresses(hub);
    this.membership = membership;
    this.state = state;
    this.node = node;
  }

  /** Once this verticle is deployed. */
  public Control control() {
    Control started = control;
    if (started == null) {
      throw new IllegalStateException("the control is not deployed");
    }
    return started;
  }

  @Override
  public Future<?> start() {
    EventBus bus = vertx.eventBus();
    Enforcement enforcement = new Enforcement(context, node.loops(), state.restrictions());
    Refresh refresh = new Refresh(context, state, enforcement::run);
    Questions questions = new Questions(context, membership.self(), node, state.clock());
    Calls calls = new Calls(bus, addresses, membership.self(), questions::answer);
    NodeDirectory directory = new NodeDirectory(membership, state.clock());
    RestrictionBook book = new RestrictionBook(state, refresh, bus, addresses.restrictions());
    control = new Control(membership, calls, state, book, directory);

    Announcer announcer = new Announcer(node);
    announce(bus, directory, announcer);
    vertx.setPeriodic(ANNOUNCE_MILLIS, timer -> announce(bus, directory, announcer));
    vertx.setPeriodic(REFRESH_MILLIS, timer -> refresh.now());
    // News since the first read.
    refresh.now();
    return Future.all(
        listen(addresses.restrictions(), news -> refresh.now()),
        listen(addresses.nodes(), directory::hear),
        bus.<JsonObject>consumer(addresses.control(membership.self()))
            .handler(calls::answer)
            .completion());
  }

  private Future<Void> listen(String address, Consumer<JsonObject> listener) {
    return vertx
        .eventBus()
        .<JsonObject>consumer(address)
        .handler(message -> listener.accept(message.body()))
        .completion();
  }

  /** To itself without the bus, which may be out of order: then the others are silent, not it. */
  private void announce(EventBus bus, NodeDirectory directory, Announcer announcer) {
    JsonObject announcement = directory.announcement(announcer.next());
    directory.hear(announcement);
    directory.look();
    try {
      bus.publish(addresses.nodes(), announcement);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the event bus did not take what this node says of itself");
    }
  }
}
