package org.realtimehub.presence.roster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimehub.timing.NextTurn;

/** Looks through entries, some in each turn of the event loop. On its context. */
final class Search {

  private static final int LOOKED_AT = 2_000;

  private final Context context;
  private final Entries entries;
  private final Predicate<Entry> wanted;
  private final int most;
  private final List<Entry> found = new ArrayList<>();
  private final Promise<List<Entry>> done = Promise.promise();
  private @Nullable Entry last;
  private int looked;

  private Search(
      Context context, Entries entries, @Nullable Entry after, Predicate<Entry> wanted, int most) {
    this.context = context;
    this.entries = entries;
    this.last = after;
    this.wanted = wanted;
    this.most = most;
  }

  /**
   * Finds entries.
   *
   * @param after begin behind this one, null for the beginning
   * @param most as many are looked for; when fewer come back, there are no more
   */
  static Future<List<Entry>> find(
      Context context, Entries entries, @Nullable Entry after, Predicate<Entry> wanted, int most) {
    Search search = new Search(context, entries, after, wanted, most);
    search.next();
    return search.done.future();
  }

  private void next() {
    looked = 0;
    entries.visit(last, false, this::look);
    if (looked < LOOKED_AT || found.size() == most) {
      done.complete(found);
    } else {
      NextTurn.run(context, this::next);
    }
  }

  private boolean look(Entry entry) {
    last = entry;
    looked++;
    if (wanted.test(entry)) {
      found.add(entry);
    }
    return looked < LOOKED_AT && found.size() < most;
  }
}
