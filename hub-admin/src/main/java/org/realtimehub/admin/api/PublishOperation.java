package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/** Publishing an update. */
public final class PublishOperation implements Operation {

  /** Fields that are on when they are there. */
  private static final List<String> SWITCHES = List.of("private", "ephemeral");

  private static final String ON = "on";

  private final Publishing publishing;

  public PublishOperation(Publishing publishing) {
    this.publishing = publishing;
  }

  @Override
  public Future<Answer> handle(Call call) throws Refused {
    List<Entry<String, String>> fields = fields(call.body());
    call.concerns(
        fields.stream()
            .filter(field -> field.getKey().equals("topic"))
            .map(Entry::getValue)
            .collect(Collectors.joining(", ")));
    return publishing
        .publish(fields, call.caller().name())
        .map(
            id -> {
              call.resulted("published " + id);
              return Answer.created(new JsonObject().put("id", id));
            });
  }

  /** In the words of the public port. */
  private static List<Entry<String, String>> fields(JsonObject body) {
    List<Entry<String, String>> fields = new ArrayList<>();
    body.getJsonArray("topics").forEach(topic -> fields.add(Map.entry("topic", topic.toString())));
    for (String name :
        List.of("data", "id", "type", "retry", "ttl", "delay", "exclude", "idempotency_key")) {
      Object value = body.getValue(name);
      if (value != null) {
        fields.add(Map.entry(name, value.toString()));
      }
    }
    SWITCHES.stream()
        .filter(name -> body.getBoolean(name, false))
        .forEach(name -> fields.add(Map.entry(name, ON)));
    return fields;
  }
}
