package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which connections are meant: those for which all that is not null is true.
 *
 * @param node id of the node that holds it
 * @param id of the connection
 * @param subject {@code sub} of its token
 * @param topic one of its matchers selects this topic, or is written exactly so: by the first one
 *     finds whoever receives a topic, by the second the subscribers of a pattern
 * @param address of the client, without its port
 * @param thresholds numbers that it must reach
 */
public record ConnectionFilter(
    @Nullable String node,
    @Nullable String id,
    @Nullable String subject,
    @Nullable String topic,
    @Nullable String address,
    Thresholds thresholds) {

  public static final ConnectionFilter ALL = of(null, null, null);

  private static ConnectionFilter of(
      @Nullable String id, @Nullable String subject, @Nullable String topic) {
    return new ConnectionFilter(null, id, subject, topic, null, Thresholds.NONE);
  }

  public static ConnectionFilter ofId(String id) {
    return of(id, null, null);
  }

  public static ConnectionFilter ofSubject(String subject) {
    return of(null, subject, null);
  }

  public static ConnectionFilter ofTopic(String topic) {
    return of(null, null, topic);
  }

  /** These, on one node. */
  public ConnectionFilter on(String newNode) {
    return new ConnectionFilter(newNode, id, subject, topic, address, thresholds);
  }

  /** Those of them that reach the thresholds. */
  public ConnectionFilter reaching(Thresholds newThresholds) {
    return new ConnectionFilter(node, id, subject, topic, address, newThresholds);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("subject", subject)
        .put("topic", topic)
        .put("address", address)
        .put("thresholds", thresholds.toJson());
  }

  static ConnectionFilter of(JsonObject json) {
    return new ConnectionFilter(
        null,
        json.getString("id"),
        json.getString("subject"),
        json.getString("topic"),
        json.getString("address"),
        Thresholds.of(json.getJsonObject("thresholds")));
  }
}
