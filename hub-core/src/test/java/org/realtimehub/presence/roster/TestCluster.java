package org.realtimehub.presence.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.log.Batch;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.presence.Listing;
import org.realtimehub.presence.Selection;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** Nodes in one process, with one log and one bus. Each test says who believes to be with whom. */
final class TestCluster implements AutoCloseable {

  static final RosterTimes SOON =
      new RosterTimes(
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofMillis(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(40),
          Duration.ofMillis(40));

  /** Nothing happens without cause, and only the first node ends what was left behind. */
  static final RosterTimes ON_CALL =
      new RosterTimes(
          Duration.ofMillis(5),
          Duration.ofHours(1),
          Duration.ofMillis(50),
          Duration.ofSeconds(2),
          Duration.ofHours(1),
          Duration.ofHours(1));

  final Vertx vertx = Vertx.vertx();
  final ScriptedEventLog log;
  private final RosterTimes times;
  private final List<TestNode> living = new ArrayList<>();
  private int made;

  TestCluster(RosterTimes times) {
    this(times, new ScriptedEventLog());
  }

  TestCluster(RosterTimes times, ScriptedEventLog log) {
    this.times = times;
    this.log = log;
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
  }

  /** A new node joins the living ones; ids grow. */
  TestNode join() {
    return join(() -> {});
  }

  /**
   * @param beforeItsRoster happens when its feed runs
   */
  TestNode join(Runnable beforeItsRoster) {
    TestNode node = new TestNode("node" + (char) ('a' + made++), this, times);
    for (TestNode other : living) {
      node.membership.add(other.id);
      other.membership.join(node.id);
    }
    living.add(node);
    node.deploy(beforeItsRoster);
    return node;
  }

  /** A node ends without a word; the others are told. */
  void kill(TestNode node) {
    living.remove(node);
    node.die();
    living.forEach(other -> other.membership.leave(node.id));
  }

  List<TestNode> living() {
    return living;
  }

  /** What is open on the living nodes. */
  Set<String> open() {
    Set<String> open = new TreeSet<>();
    for (TestNode node : living) {
      node.open().forEach(connection -> open.addAll(connection.words()));
    }
    return open;
  }

  /** What somebody believes who reads all events that are retained. */
  Set<String> watched() {
    return watched(Long.MAX_VALUE);
  }

  private Set<String> watched(long upTo) {
    Set<String> watched = new TreeSet<>();
    for (Change change : changes(upTo)) {
      if (change.active()) {
        watched.add(TestNode.words(change));
      } else {
        watched.remove(TestNode.words(change));
      }
    }
    return watched;
  }

  /** The subscription events that are retained. */
  List<Change> changes() {
    return changes(Long.MAX_VALUE);
  }

  private List<Change> changes(long upTo) {
    return log.allNow().stream()
        .filter(update -> update.offset() <= upTo)
        .map(LoggedUpdate::update)
        .map(Change::of)
        .flatMap(change -> change.stream())
        .toList();
  }

  long ends() {
    return changes().stream().filter(change -> !change.active()).count();
  }

  /** Waits until every living node, and who reads the events, knows exactly what is open. */
  void awaitAgreement(String description) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              assertThat(watched()).as(description).isEqualTo(open());
              assertAllKnow(description, open());
            });
  }

  void awaitAllKnow(Collection<String> subscriptions) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertAllKnow("", subscriptions));
  }

  /** A node that answers answers with exactly what the events up to its position say. */
  void assertExact(TestNode node, String description) {
    Optional<Listing> listing = node.list(Selection.ALL);
    String epoch = log.boundsNow().epoch();
    if (listing.isPresent() && listing.get().at().epoch().equals(epoch)) {
      Position at = listing.get().at();
      assertThat(TestNode.listed(listing.get()))
          .as(description + " " + node.id + " at " + at.offset())
          .isEqualTo(watched(at.offset()));
    }
  }

  private void assertAllKnow(String description, Collection<String> subscriptions) {
    for (TestNode node : living) {
      assertThat(node.known())
          .as(description + " " + node.id)
          .hasValueSatisfying(known -> assertThat(known).isEqualTo(new TreeSet<>(subscriptions)));
    }
  }

  @Override
  public void close() {
    TestNode.join(vertx.close());
  }
}
