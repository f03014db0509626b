package org.realtimehub.log;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The truth of a hub: it gives every accepted update its place in one order, and keeps the recent
 * past.
 *
 * <p>Rules every implementation keeps (see {@code EventLogContract} in the tests):
 *
 * <ul>
 *   <li>Offsets of one epoch start at 1 and grow by 1, without a hole, whoever appends.
 *   <li>A completed append is durable as far as the log promises durability, and visible to every
 *       later read.
 *   <li>A failed append has added nothing that was not, or will not be, read like any other update.
 *   <li>An ephemeral update takes an offset and its id can be found, but its content is not kept.
 *   <li>Within {@link #IDEMPOTENCY_WINDOW} a known idempotency key adds nothing.
 *   <li>History is trimmed from its old end only. A log that lost its new end all the same, as a
 *       replica does that takes over too early, says {@link ReadResult.Gone} to who has seen it.
 * </ul>
 *
 * <p>All methods may be called on any thread, never block it and never throw. Every future they
 * return completes in bounded time: a log that is out of reach fails it. Readers rely on that and
 * set no timeouts of their own.
 */
public interface EventLog {

  /** How long an idempotency key is remembered. */
  Duration IDEMPOTENCY_WINDOW = Duration.ofMinutes(5);

  /** Appends updates in the given order, atomically with respect to other appends. */
  Future<Appended> append(List<Update> updates);

  /**
   * Reads what follows a position.
   *
   * @param maxCount most updates to return, at least 1
   * @param maxBytes stop after the update that reaches this weight, at least 1
   */
  Future<ReadResult> read(Position after, int maxCount, long maxBytes);

  /** Finds the oldest retained update with this id, without scanning the history. */
  Future<Optional<Found>> find(String id);

  /** What is retained now. */
  Future<Bounds> bounds();

  /** Releases what the log holds. */
  Future<Void> close();
}
