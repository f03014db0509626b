package org.realtimehub.presence.roster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.realtimehub.presence.Subscription;
import org.realtimehub.update.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what nodes left behind that are no more: tells the end of each of their subscriptions.
 *
 * <p>The living node with the smallest id does it at once, the next one if it is still to be done
 * after a while, and so on; an idempotency key makes one event of an end that two tell. A node that
 * is heard of after it left gets time, twice as much each time that its subscriptions were ended
 * although it lives, since it announces them again. On the roster's context.
 */
final class LeftBehind {

  private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
  private static final int AT_A_TIME = 256;
  private static final long MAX_GRACE_FACTOR = 64;

  /**
   * A node that has subscriptions and is not there.
   *
   * @param from milliseconds, when they may be ended
   * @param grace how much longer it gets when it is heard of
   */
  private record Absent(long from, long grace) {}

  private final Context context;
  private final Roster roster;
  private final Own own;
  private final Membership membership;
  private final RosterTimes times;
  private final LongSupplier clock;
  private final Map<String, Absent> absent = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private boolean running;
  private boolean changed;

  /**
   * @param clock milliseconds that only grow
   */
  LeftBehind(
      Context context,
      Roster roster,
      Own own,
      Membership membership,
      RosterTimes times,
      LongSupplier clock) {
    this.context = context;
    this.roster = roster;
    this.own = own;
    this.membership = membership;
    this.times = times;
    this.clock = clock;
  }

  void joined(String node) {
    absent.remove(node);
    changed = true;
  }

  void left(String node) {
    absent.put(node, new Absent(clock.getAsLong(), times.grace().toMillis()));
    changed = true;
    run();
  }

  /** A node announced something: if it left, it lives, or it was on its way when the node died. */
  void heardOf(String node) {
    absent.computeIfPresent(
        node,
        (id, known) -> {
          long now = clock.getAsLong();
          long most = times.grace().toMillis() * MAX_GRACE_FACTOR;
          boolean ended = now >= known.from;
          return new Absent(
              now + known.grace, ended ? Math.min(most, 2 * known.grace) : known.grace);
        });
  }

  /** By how much this node is later than the first that could do it. */
  private long delay() {
    String self = membership.self();
    long before = membership.nodes().stream().filter(node -> node.compareTo(self) < 0).count();
    return before * times.takeOver().toMillis();
  }

  /** Whether there is something to end by now, as far as is known. */
  boolean due() {
    long until = clock.getAsLong() - delay();
    return absent.values().stream().anyMatch(node -> node.from <= until);
  }

  /** Looks for subscriptions of nodes that are not there, and ends those whose time has come. */
  void run() {
    if (!running) {
      running = true;
      changed = false;
      seen.clear();
      next(null);
    }
  }

  private void next(@Nullable Entry after) {
    Entries entries = roster.state().map(RosterState::entries).orElse(Entries.EMPTY);
    Set<String> living = membership.nodes();
    if (living.size() < membership.minimumSize()) {
      // Who is that alone may be the one that is cut off.
      finished(false);
      return;
    }
    long until = clock.getAsLong() - delay();
    Search.find(context, entries, after, entry -> isDue(entry, living, until), AT_A_TIME)
        .onSuccess(
            found -> {
              if (found.isEmpty()) {
                finished(roster.state().isPresent());
              } else {
                end(found);
              }
            });
  }

  private boolean isDue(Entry entry, Set<String> living, long until) {
    if (living.contains(entry.node())) {
      return false;
    }
    seen.add(entry.node());
    long grace = times.grace().toMillis();
    Absent known =
        absent.computeIfAbsent(entry.node(), node -> new Absent(clock.getAsLong() + grace, grace));
    return known.from <= until;
  }

  private void end(List<Entry> found) {
    String epoch = roster.state().map(state -> state.at().epoch()).orElse("");
    List<Update> ends = new ArrayList<>();
    for (Entry entry : found) {
      Subscription subscription = ClusterSubscriptions.subscription(own.presence(), entry);
      ends.add(own.presence().event(subscription, false, key(epoch, entry)));
    }
    Future<Boolean> told = own.announcements().announce(ends);
    told.onComplete(
        taken ->
            context.runOnContext(
                v -> {
                  if (taken.result()) {
                    LOG.atInfo()
                        .addKeyValue("subscriptions", ends.size())
                        .log("ended subscriptions of nodes that are no more");
                    next(found.get(found.size() - 1));
                  } else {
                    finished(false);
                  }
                }));
  }

  /**
   * A subscription is known by the place of its beginning; a log that lost its end may give a place
   * again, but not to the same connection.
   */
  private static String key(String epoch, Entry entry) {
    return "hub/left-behind/" + epoch + "/" + entry.since() + "/" + entry.connection();
  }

  private void finished(boolean complete) {
    running = false;
    if (complete && !changed) {
      Set<String> living = membership.nodes();
      absent.keySet().removeIf(node -> !seen.contains(node) && !living.contains(node));
    }
  }
}
