package org.realtimehub.admin.topics;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.realtimehub.feed.Window;
import org.realtimehub.timing.NextTurn;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * Tells which topics were published to before this node listened: from the window, some updates in
 * each turn of the loop.
 */
public final class FirstLook {

  private static final int SLICE = 1_000;
  private static final int MOST = 100_000;

  private final Context context;
  private final Window window;
  private final PublishedTopics topics;
  private final List<Update> found = new ArrayList<>();

  public FirstLook(Context context, Window window, PublishedTopics topics) {
    this.context = context;
    this.window = window;
    this.topics = topics;
  }

  /** Looks at what is at the head and before it. */
  public void from(Position head) {
    lookBack(head.epoch(), head.offset());
  }

  private void lookBack(String epoch, long offset) {
    for (long at = offset; at > offset - SLICE; at--) {
      LoggedUpdate update = window.get(epoch, at);
      if (update == null || found.size() == MOST) {
        Collections.reverse(found);
        tell(0);
        return;
      }
      found.add(update.update());
    }
    NextTurn.run(context, () -> lookBack(epoch, offset - SLICE));
  }

  private void tell(int from) {
    int to = Math.min(from + SLICE, found.size());
    found.subList(from, to).forEach(topics::remember);
    if (to < found.size()) {
      NextTurn.run(context, () -> tell(to));
    } else {
      found.clear();
    }
  }
}
