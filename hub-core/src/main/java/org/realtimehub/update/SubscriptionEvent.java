package org.realtimehub.update;

import io.vertx.core.json.JsonObject;

/**
 * The events by which a hub tells who is subscribed. They are made and kept in the form of the
 * current protocol; the older form (draft-07, "Subscription Events") follows from it.
 */
public final class SubscriptionEvent {

  /** The type that is reserved for them (draft-08, "Subscription Events"). */
  public static final String TYPE = "mercure";

  public static final String JSON_LD_CONTEXT = "https://mercure.rocks/";

  private SubscriptionEvent() {}

  static boolean is(Event event) {
    return TYPE.equals(event.type());
  }

  /** The older form of a document, under its own id. */
  public static JsonObject draft07(JsonObject document, String id) {
    JsonObject older =
        new JsonObject()
            .put("id", id)
            .put("type", "Subscription")
            .put("topic", document.getValue("match"))
            .put("subscriber", document.getValue("subscriber"))
            .put("active", document.getValue("active"));
    if (document.containsKey("payload")) {
      older.put("payload", document.getValue("payload"));
    }
    return older;
  }

  /** The event's data for subscribers of the older protocol; its id there is the last topic. */
  static String draft07Data(Update update) {
    String id = update.topics().get(update.topics().size() - 1);
    return draft07(new JsonObject(update.event().data()), id)
        .put("@context", JSON_LD_CONTEXT)
        .encode();
  }
}
