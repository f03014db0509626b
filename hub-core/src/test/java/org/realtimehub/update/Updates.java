package org.realtimehub.update;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Updates for tests, which say only what matters to them. */
public final class Updates {

  private Updates() {}

  public static Update of(String id, String... topics) {
    return with(id, Handling.PUBLIC, topics);
  }

  public static Update with(String id, Handling handling, String... topics) {
    List<String> all = topics.length == 0 ? List.of("/t") : List.of(topics);
    return new Update(id, all, Event.ofData("data of " + id), handling);
  }

  /** Content of so many characters. */
  public static Update sized(String id, int length) {
    return new Update(id, List.of("/t"), Event.ofData("x".repeat(length)), Handling.PUBLIC);
  }

  public static Update ephemeral(String id, String... topics) {
    return with(id, new Handling(false, true, 0, null, null, null, 0), topics);
  }

  public static Update keyed(String id, @Nullable String idempotencyKey) {
    return with(id, new Handling(false, false, 0, null, idempotencyKey, null, 0));
  }
}
