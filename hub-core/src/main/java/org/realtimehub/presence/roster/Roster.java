package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.feed.Attempts;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is subscribed on all nodes: what the subscription events in the log say, one after the other.
 *
 * <p>A roster that starts gets the picture of another node, or begins at the log's tail, then reads
 * the log until it is where the feed is, and follows the feed from there. One whose feed lost its
 * place starts again. Owned by its context; any thread may read {@link #state}.
 */
final class Roster implements FeedListener {

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
  private static final int READ_COUNT = 512;
  private static final long READ_BYTES = 4 << 20;

  /** Attempts to get an answer from the other nodes before the log alone has to do. */
  private static final int ATTEMPTS = 20;

  private record Waiter(Position position, Promise<Void> reached) {}

  private final EventLog log;
  private final PeerRosters peers;
  private final Supplier<List<String>> others;
  private final Attempts attempts;
  private final Repeated texts;
  private RosterState.Witness witness = RosterState.Witness.NONE;
  private Runnable whenReady = () -> {};

  private volatile @Nullable RosterState state;
  private Position feedHead = new Position("", 0);
  private final List<Waiter> waiters = new ArrayList<>();

  /**
   * @param others the other nodes, in the order in which they are asked
   */
  Roster(
      Vertx vertx,
      EventLog log,
      PeerRosters peers,
      Supplier<List<String>> others,
      RosterTimes times,
      Repeated texts) {
    this.log = log;
    this.peers = peers;
    this.others = others;
    attempts =
        new Attempts(
            vertx.getOrCreateContext(),
            times.retry(),
            cause -> LOG.atWarn().setCause(cause).log("cannot read who is subscribed"));
    this.texts = texts;
  }

  /**
   * @param newWitness of the events that come while this roster is ready
   * @param ready is run each time it has become ready
   */
  void tell(RosterState.Witness newWitness, Runnable ready) {
    witness = newWitness;
    whenReady = ready;
  }

  /** Empty until this node knows who is subscribed at the others. */
  Optional<RosterState> state() {
    return Optional.ofNullable(state);
  }

  @Override
  public void start(Position head) {
    feedHead = head;
    attempts.startAnew();
    state = null;
    ask(1);
  }

  @Override
  public void restart(Position head) {
    List<Waiter> lost = List.copyOf(waiters);
    waiters.clear();
    lost.forEach(waiter -> waiter.reached.fail("the feed lost its place"));
    start(head);
  }

  @Override
  public void batch(Batch batch) {
    feedHead = new Position(batch.epoch(), batch.last());
    RosterState before = state;
    if (before != null) {
      become(before.after(batch.updates(), texts, witness));
    }
  }

  private void become(RosterState next) {
    state = next;
    if (!waiters.isEmpty()) {
      List<Waiter> arrived = waiters.stream().filter(w -> passed(w.position, next.at())).toList();
      waiters.removeAll(arrived);
      arrived.forEach(waiter -> waiter.reached.complete());
    }
  }

  private static boolean passed(Position position, Position at) {
    return position.epoch().equals(at.epoch()) && position.offset() <= at.offset();
  }

  /** Completes once all events up to a position are in the state; fails if that cannot be. */
  Future<Void> reached(Position position) {
    RosterState now = state;
    if (now == null || !now.at().epoch().equals(position.epoch())) {
      return Future.failedFuture("the roster is not ready");
    }
    if (passed(position, now.at())) {
      return Future.succeededFuture();
    }
    Waiter waiter = new Waiter(position, Promise.promise());
    waiters.add(waiter);
    return waiter.reached.future();
  }

  private void ask(int attempt) {
    Iterator<String> nodes = others.get().iterator();
    attempts.until(
        () -> peers.ask(nodes),
        asked -> {
          if (asked instanceof PeerRosters.Asked.Told told) {
            catchUp(told.state(), told.exactFrom());
          } else if (asked instanceof PeerRosters.Asked.NoAnswer && attempt < ATTEMPTS) {
            attempts.later(() -> ask(attempt + 1));
          } else {
            if (attempt == ATTEMPTS) {
              LOG.atWarn().log("no node told who is subscribed; what the log retains has to do");
            }
            project();
          }
        });
  }

  /** What was there before the log's tail, nobody can tell. */
  private void project() {
    attempts.until(log::bounds, bounds -> catchUp(RosterState.emptyAt(bounds.tailPosition()), 0));
  }

  /** Reads the log on from a state until it is where the feed is, which goes on meanwhile. */
  private void catchUp(RosterState from, long exactFrom) {
    attempts.until(
        () -> log.read(from.at(), READ_COUNT, READ_BYTES),
        read -> {
          if (!(read instanceof ReadResult.Slice slice)) {
            attempts.later(() -> ask(1));
            return;
          }
          RosterState next = from.after(slice.updates(), texts, RosterState.Witness.NONE);
          if (passed(feedHead, next.at()) && next.at().offset() >= exactFrom) {
            LOG.atInfo()
                .addKeyValue("subscriptions", next.entries().size())
                .log("this node knows who is subscribed");
            become(next);
            whenReady.run();
          } else if (slice.updates().isEmpty()) {
            // The log and the feed are not of one mind: one of them is about to begin a new life.
            attempts.later(() -> ask(1));
          } else {
            catchUp(next, exactFrom);
          }
        });
  }
}
