package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.feed.FeedVerticle;
import org.realtimehub.feed.Window;
import org.realtimehub.presence.Listing;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.Selection;
import org.realtimehub.presence.Subscription;
import org.realtimehub.presence.TestConnection;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.publish.Publisher;
import org.realtimehub.update.Update;

/** A node without its HTTP side: connections open and close as a test says. */
final class TestNode {

  private static final String HUB = "test";
  private static final String UPDATES = "hub.test.updates";

  final String id;
  final FakeMembership membership;
  final Announcements announcements = new Announcements(this::publish);
  private final TestCluster cluster;
  private final RosterTimes times;
  private final Connections connections = new Connections();
  private final Presence presence;
  private final FeedVerticle feed;
  private @Nullable Publisher publisher;
  private @Nullable RosterVerticle roster;
  private volatile boolean dead;

  TestNode(String id, TestCluster cluster, RosterTimes times) {
    this.id = id;
    this.cluster = cluster;
    this.times = times;
    this.membership = new FakeMembership(id);
    this.presence = new Presence("/.well-known/mercure", false, id, announcements);
    this.feed =
        new FeedVerticle(UPDATES, cluster.log, new Window(64, 1 << 20), Duration.ofMillis(5));
  }

  void deploy(Runnable beforeItsRoster) {
    deployed(feed);
    beforeItsRoster.run();
    publisher =
        new Publisher(
            cluster.vertx, feed.owner(), cluster.log, UPDATES, Duration.ofSeconds(2), 10_000);
    RosterVerticle verticle =
        new RosterVerticle(
            new RosterVerticle.Parts(
                HUB,
                membership,
                cluster.log,
                feed.feed(),
                new Own(connections, presence, announcements)),
            times);
    deployed(verticle);
    roster = verticle;
  }

  private void deployed(io.vertx.core.Deployable verticle) {
    join(cluster.vertx.deployVerticle(verticle));
  }

  /** What a dead node publishes gets nowhere, and gets no answer. */
  private Future<PublishOutcome> publish(Update update) {
    Publisher alive = publisher;
    return dead || alive == null
        ? Promise.<PublishOutcome>promise().future()
        : alive.announce(update);
  }

  void die() {
    dead = true;
    RosterVerticle deployed = roster;
    if (deployed != null) {
      join(cluster.vertx.undeploy(deployed.deploymentID()));
    }
    join(cluster.vertx.undeploy(feed.deploymentID()));
  }

  TestConnection connect(String... topics) {
    TestConnection connection = TestConnection.to(topics);
    connections.opened(connection);
    presence.began(connection);
    return connection;
  }

  /** Waits until what the feed has to do now is done. */
  void turn() {
    Promise<Void> done = Promise.promise();
    feed.owner().runOnContext(v -> done.complete());
    join(done.future());
  }

  /** Opens a connection of which nothing is announced. */
  void opened(TestConnection connection) {
    connections.opened(connection);
  }

  void disconnect(LiveConnection connection) {
    connections.closed(connection, CloseReason.CLIENT_CLOSED);
    presence.ended(connection);
  }

  List<TestConnection> open() {
    return connections.all().stream().map(TestConnection.class::cast).toList();
  }

  /** What the node answers when it is asked for all subscriptions; empty when it does not know. */
  Optional<Set<String>> known() {
    return list(Selection.ALL).map(TestNode::listed);
  }

  static Set<String> listed(Listing listing) {
    Set<String> known = new TreeSet<>();
    while (!listing.done()) {
      listing.next().forEach(subscription -> known.add(words(subscription)));
    }
    return known;
  }

  Optional<Listing> list(Selection selection) {
    RosterVerticle deployed = roster;
    return deployed == null ? Optional.empty() : join(deployed.subscriptions().select(selection));
  }

  static String words(Subscription subscription) {
    return subscription.match() + " " + subscription.subscriber().substring("urn:uuid:".length());
  }

  static String words(Change change) {
    return change.selector().match() + " " + change.connection();
  }

  static <T> T join(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Believes what a test says. */
  static final class FakeMembership implements Membership {

    private final String self;
    private final Set<String> nodes = new ConcurrentSkipListSet<>();
    private final Collection<Listener> listeners = new CopyOnWriteArrayList<>();
    volatile int minimumSize = 1;

    FakeMembership(String self) {
      this.self = self;
      nodes.add(self);
    }

    void add(String node) {
      nodes.add(node);
    }

    void join(String node) {
      nodes.add(node);
      tell(listener -> listener.joined(node));
    }

    void leave(String node) {
      nodes.remove(node);
      tell(listener -> listener.left(node));
    }

    void merge() {
      tell(Listener::merged);
    }

    private void tell(Consumer<Listener> event) {
      listeners.forEach(event);
    }

    @Override
    public String self() {
      return self;
    }

    @Override
    public Set<String> nodes() {
      return Set.copyOf(nodes);
    }

    @Override
    public int minimumSize() {
      return minimumSize;
    }

    @Override
    public void listen(Listener listener) {
      listeners.add(listener);
    }
  }
}
