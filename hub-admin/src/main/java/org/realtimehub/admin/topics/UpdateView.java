package org.realtimehub.admin.topics;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.realtimehub.admin.api.Times;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;

/**
 * An update as an operator sees it: of a private one perhaps only that there is one.
 *
 * @param maySeePrivate whether the caller may see what is in private updates
 */
record UpdateView(boolean maySeePrivate) {

  JsonObject of(LoggedUpdate logged) {
    Update update = logged.update();
    Event event = update.event();
    Handling handling = update.handling();
    JsonObject json =
        new JsonObject()
            .put("id", update.id())
            .put("offset", logged.offset())
            .put("topics", new JsonArray(update.topics()))
            .put("private", handling.isPrivate())
            .put("ephemeral", handling.ephemeral())
            .put("size", event.data().length());
    if (event.type() != null) {
      json.put("type", event.type());
    }
    if (event.retry() != null) {
      json.put("retry", event.retry());
    }
    if (handling.expiresAt() > 0) {
      json.put("expires", Times.show(Instant.ofEpochMilli(handling.expiresAt())));
    }
    return handling.isPrivate() && !maySeePrivate
        ? json.put("withheld", true)
        : json.put("data", event.data());
  }
}
