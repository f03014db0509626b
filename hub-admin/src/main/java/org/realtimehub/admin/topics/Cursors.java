package org.realtimehub.admin.topics;

import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.api.Pages;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.update.Position;

/** Where pages end, as clients carry it. They may bring back anything. */
final class Cursors {

  private Cursors() {}

  static String text(Position position) {
    return text(JsonArray.of(position.epoch(), position.offset()));
  }

  /**
   * @throws Refused if no page gave the cursor
   */
  static @Nullable Position position(@Nullable String cursor) throws Refused {
    return read(
        cursor,
        parts -> {
          if (parts.size() != 2) {
            throw new IllegalArgumentException("of another list");
          }
          return new Position(present(parts.getString(0)), parts.getLong(1));
        });
  }

  static String text(JsonArray parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.encode().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param meaning throws what it likes for parts that mean nothing
   */
  static <T> @Nullable T read(@Nullable String cursor, Function<JsonArray, T> meaning)
      throws Refused {
    if (cursor == null) {
      return null;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(cursor);
      return meaning.apply(new JsonArray(new String(json, StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      throw Pages.strangeCursor();
    }
  }

  static String present(@Nullable String part) {
    if (part == null) {
      throw new IllegalArgumentException("a part is null");
    }
    return part;
  }
}
