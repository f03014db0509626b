package org.realtimehub.presence.roster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.presence.Subscription;
import org.realtimehub.timing.NextTurn;
import org.realtimehub.update.Update;

/**
 * Compares the roster with the connections of this node, and announces what the log was never told:
 * because it was away, lost its past, or heard from other nodes that this one had died.
 *
 * <p>What differs may simply be on its way. So a difference is suspected first; after a moment, in
 * which what just opened is announced, all that was announced must have its answer, and the roster
 * come to where the log's head is then; what still differs was lost. On the roster's context.
 */
final class Reconciliation {

  /** Differences that are looked into at a time; when there are more, another pass follows. */
  private static final int MAX_SUSPECTS = 5_000;

  private static final int CONNECTIONS_PER_TURN = 500;
  private static final int ANNOUNCED_AT_A_TIME = 256;

  private final Context context;
  private final Roster roster;
  private final EventLog log;
  private final Own own;
  private final String self;
  private final Duration moment;

  /**
   * @param moment longer than it takes to announce a connection that has opened
   */
  Reconciliation(
      Context context, Roster roster, EventLog log, Own own, String self, Duration moment) {
    this.context = context;
    this.roster = roster;
    this.log = log;
    this.own = own;
    this.self = self;
    this.moment = moment;
  }

  /** Makes both the same; fails when that must be tried again later. */
  Future<Void> run() {
    Promise<List<LiveConnection>> untold = Promise.promise();
    List<LiveConnection> found = new ArrayList<>();
    findUntold(own.connections().all().iterator(), found, untold);
    return untold
        .future()
        .compose(
            connections ->
                Search.find(context, entries(), null, this::isOver, MAX_SUSPECTS)
                    .compose(over -> settle(connections, over)));
  }

  private Entries entries() {
    return roster.state().map(RosterState::entries).orElse(Entries.EMPTY);
  }

  private void findUntold(
      Iterator<LiveConnection> connections,
      List<LiveConnection> found,
      Promise<List<LiveConnection>> done) {
    for (int i = 0; i < CONNECTIONS_PER_TURN && connections.hasNext(); i++) {
      LiveConnection connection = connections.next();
      if (!untold(connection).isEmpty()) {
        found.add(connection);
      }
    }
    if (connections.hasNext() && found.size() < MAX_SUSPECTS) {
      NextTurn.run(context, () -> findUntold(connections, found, done));
    } else {
      done.complete(found);
    }
  }

  /** Subscriptions of a connection that the roster does not have. */
  private List<Subscription> untold(LiveConnection connection) {
    List<Subscription> all = own.presence().subscriptions(connection);
    Entries known = entries();
    return all.stream().filter(s -> known.find(Own.key(connection, s)) == null).toList();
  }

  /** A connection is in the directory before its subscriptions are announced. */
  private boolean isOver(Entry entry) {
    return entry.node().equals(self) && !own.isOpen(entry);
  }

  private Future<Void> settle(List<LiveConnection> untold, List<Entry> over) {
    if (untold.isEmpty() && over.isEmpty()) {
      return Future.succeededFuture();
    }
    boolean more = untold.size() >= MAX_SUSPECTS || over.size() >= MAX_SUSPECTS;
    return moment()
        .compose(v -> own.announcements().settled())
        .compose(v -> log.bounds())
        .compose(this::reach)
        .compose(v -> announce(untold.iterator(), over.iterator()))
        .compose(v -> more ? run() : Future.succeededFuture());
  }

  private Future<Void> moment() {
    Promise<Void> passed = Promise.promise();
    context.owner().setTimer(moment.toMillis(), timer -> passed.complete());
    return passed.future();
  }

  private Future<Void> reach(Bounds bounds) {
    Promise<Void> reached = Promise.promise();
    context.runOnContext(v -> roster.reached(bounds.headPosition()).onComplete(reached));
    return reached.future();
  }

  private Future<Void> announce(Iterator<LiveConnection> untold, Iterator<Entry> over) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(v -> announceSome(untold, over, done));
    return done.future();
  }

  private void announceSome(
      Iterator<LiveConnection> untold, Iterator<Entry> over, Promise<Void> done) {
    if (roster.state().isEmpty()) {
      done.fail("the roster starts again");
      return;
    }
    List<Future<Boolean>> told = new ArrayList<>();
    for (int i = 0; i < ANNOUNCED_AT_A_TIME && untold.hasNext(); i++) {
      told.add(begin(untold.next()));
    }
    for (int i = told.size(); i < ANNOUNCED_AT_A_TIME && over.hasNext(); i++) {
      told.add(end(over.next()));
    }
    if (told.isEmpty()) {
      done.complete();
      return;
    }
    Future.join(told)
        .onComplete(
            v -> {
              if (told.stream().allMatch(Future::result)) {
                NextTurn.run(context, () -> announceSome(untold, over, done));
              } else {
                done.fail("the log does not take subscription events");
              }
            });
  }

  private Future<Boolean> begin(LiveConnection connection) {
    if (own.connections().find(connection.id()).isEmpty()) {
      return Future.succeededFuture(true);
    }
    List<Update> events = events(untold(connection), true);
    Future<Boolean> begun = own.announcements().announce(events);
    // Its end may have been announced between the question and the announcement: then it is again.
    return own.connections().find(connection.id()).isPresent()
        ? begun
        : own.announcements().announce(events(own.presence().subscriptions(connection), false));
  }

  private List<Update> events(List<Subscription> subscriptions, boolean active) {
    return subscriptions.stream().map(s -> own.presence().event(s, active, null)).toList();
  }

  private Future<Boolean> end(Entry entry) {
    if (entries().find(entry) == null) {
      return Future.succeededFuture(true);
    }
    Subscription subscription = ClusterSubscriptions.subscription(own.presence(), entry);
    return own.announcements().announce(List.of(own.presence().event(subscription, false, null)));
  }
}
