package org.realtimehub.log;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** Pages back through what a log retains, the newest update first. Any thread. */
public final class PastReader {

  /** Most updates that are read at once; the log is read forwards, so each step back is a read. */
  private static final int BLOCK = 128;

  private static final long BLOCK_BYTES = 4 << 20;

  /** A page ends, however few are wanted, when this many were looked at. */
  private static final int MAX_LOOKED_AT = 8_192;

  /** And when what was looked at weighs this much. */
  private static final long MAX_LOOKED_AT_BYTES = 64 << 20;

  /** A page ends when it weighs this much; a single heavier update is a page of its own. */
  private static final long MAX_PAGE_BYTES = 1 << 20;

  /**
   * A page.
   *
   * @param nextOrNull the next one is before this position; null at the end of what is retained
   */
  public record Page(List<LoggedUpdate> updates, @Nullable Position nextOrNull) {}

  private final EventLog log;

  public PastReader(EventLog log) {
    this.log = log;
  }

  /**
   * Reads a page.
   *
   * @param wanted what belongs on it
   * @param before null to begin with the newest; what is no longer retained is passed over
   * @return fails when the log does not answer
   */
  public Future<Page> page(Predicate<LoggedUpdate> wanted, @Nullable Position before, int limit) {
    return log.bounds()
        .compose(
            bounds -> {
              boolean known = before != null && before.epoch().equals(bounds.epoch());
              long from = known && before != null ? before.offset() : bounds.head() + 1;
              return new Reading(wanted, limit, bounds).back(Math.min(from, bounds.head() + 1));
            });
  }

  /** A page that is being filled. */
  private final class Reading {

    private final Predicate<LoggedUpdate> wanted;
    private final int limit;
    private final Bounds bounds;
    private final List<LoggedUpdate> page = new ArrayList<>();
    private long bytes;
    private int looked;
    private long lookedBytes;

    /** Smaller where updates are large, so that no more than is read at once is held. */
    private int length = BLOCK;

    Reading(Predicate<LoggedUpdate> wanted, int limit, Bounds bounds) {
      this.wanted = wanted;
      this.limit = limit;
      this.bounds = bounds;
    }

    /** Goes on with what is before an offset. */
    Future<Page> back(long before) {
      long after = Math.max(bounds.tail(), before - 1 - length);
      if (after >= before - 1) {
        return Future.succeededFuture(new Page(List.copyOf(page), null));
      }
      return log.read(new Position(bounds.epoch(), after), (int) (before - 1 - after), BLOCK_BYTES)
          .compose(
              result -> {
                List<LoggedUpdate> block =
                    result instanceof ReadResult.Slice slice ? slice.updates() : List.of();
                if (block.isEmpty() || block.get(block.size() - 1).offset() >= before - 1) {
                  return taken(block, after, before);
                }
                // What comes last is wanted first: so many as were had may be had there, too.
                length = Math.max(1, Math.min(block.size(), (int) (before - 1 - after) / 2));
                return back(before);
              });
    }

    private Future<Page> taken(List<LoggedUpdate> block, long after, long before) {
      for (int i = block.size() - 1; i >= 0; i--) {
        LoggedUpdate update = block.get(i);
        lookedBytes += update.update().weight();
        if (update.offset() >= before || !wanted.test(update)) {
          continue;
        }
        if (page.size() == limit || bytes >= MAX_PAGE_BYTES) {
          return Future.succeededFuture(pageBefore(update.offset() + 1));
        }
        page.add(update);
        bytes += update.update().weight();
      }
      looked += length;
      length = Math.min(BLOCK, 2 * length);
      return looked >= MAX_LOOKED_AT || lookedBytes >= MAX_LOOKED_AT_BYTES
          ? Future.succeededFuture(pageBefore(after + 1))
          : back(after + 1);
    }

    private Page pageBefore(long offset) {
      boolean more = offset - 1 > bounds.tail();
      return new Page(List.copyOf(page), more ? new Position(bounds.epoch(), offset) : null);
    }
  }
}
