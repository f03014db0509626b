package org.realtimehub.admin.topics;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.admin.topics.PublishedTopics.Place;
import org.realtimehub.update.Position;

/** Where pages end, as clients carry it. */
final class Places {

  private Places() {}

  static String text(Place place) {
    PublishedTopic last = place.last();
    return encoded(
        new JsonArray()
            .add(place.at())
            .add(last.topic())
            .add(last.published())
            .add(last.rate())
            .add(last.last()));
  }

  static @Nullable Place topic(@Nullable String cursor) throws Refused {
    if (cursor == null) {
      return null;
    }
    try {
      JsonArray parts = decoded(cursor);
      return new Place(
          new PublishedTopic(
              parts.getString(1), parts.getLong(2), parts.getDouble(3), parts.getLong(4)),
          parts.getLong(0));
    } catch (RuntimeException e) {
      throw strange();
    }
  }

  static String text(Position position) {
    return encoded(new JsonArray().add(position.epoch()).add(position.offset()));
  }

  static @Nullable Position position(@Nullable String cursor) throws Refused {
    if (cursor == null) {
      return null;
    }
    try {
      JsonArray parts = decoded(cursor);
      return new Position(parts.getString(0), parts.getLong(1));
    } catch (RuntimeException e) {
      throw strange();
    }
  }

  private static String encoded(JsonArray parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonArray decoded(String cursor) throws DecodeException {
    return new JsonArray(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
  }

  private static Refused strange() {
    return Refused.invalid("cursor: not one that a page before has given as \"next\"");
  }
}
