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

  /** Updates that are read at once; the log is read forwards, so each step back is a read. */
  private static final int BLOCK = 128;

  private static final long BLOCK_BYTES = 4 << 20;

  /** A page ends, however few are wanted, when this many were looked at. */
  private static final int MAX_LOOKED_AT = 8_192;

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

    Reading(Predicate<LoggedUpdate> wanted, int limit, Bounds bounds) {
      this.wanted = wanted;
      this.limit = limit;
      this.bounds = bounds;
    }

    /** Goes on with what is before an offset. */
    Future<Page> back(long before) {
      long after = Math.max(bounds.tail(), before - 1 - BLOCK);
      if (after >= before - 1) {
        return Future.succeededFuture(new Page(List.copyOf(page), null));
      }
      return block(after, before, new ArrayList<>()).compose(block -> taken(block, after, before));
    }

    /** Reads forwards until the block is whole: large updates come a few at a time. */
    private Future<List<LoggedUpdate>> block(long after, long before, List<LoggedUpdate> read) {
      int count = (int) (before - 1 - after);
      return log.read(new Position(bounds.epoch(), after), count, BLOCK_BYTES)
          .compose(
              result -> {
                if (!(result instanceof ReadResult.Slice slice) || slice.updates().isEmpty()) {
                  return Future.succeededFuture(read);
                }
                read.addAll(slice.updates());
                long last = read.get(read.size() - 1).offset();
                return last >= before - 1
                    ? Future.succeededFuture(read)
                    : block(last, before, read);
              });
    }

    private Future<Page> taken(List<LoggedUpdate> block, long after, long before) {
      for (int i = block.size() - 1; i >= 0; i--) {
        LoggedUpdate update = block.get(i);
        if (update.offset() >= before || !wanted.test(update)) {
          continue;
        }
        if (page.size() == limit || bytes >= MAX_PAGE_BYTES) {
          return Future.succeededFuture(pageBefore(update.offset() + 1));
        }
        page.add(update);
        bytes += update.update().weight();
      }
      looked += BLOCK;
      return looked >= MAX_LOOKED_AT
          ? Future.succeededFuture(pageBefore(after + 1))
          : back(after + 1);
    }

    private Page pageBefore(long offset) {
      boolean more = offset - 1 > bounds.tail();
      return new Page(List.copyOf(page), more ? new Position(bounds.epoch(), offset) : null);
    }
  }
}
