package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.control.ConnectionPage.Part;

/** What nodes ask each other, how it is written, and how this one answers. Any thread. */
final class Questions {

  private static final String OPERATION = "op";
  private static final String LIST = "list";
  private static final String KICK = "kick";

  private final Context context;
  private final String self;
  private final LocalNode node;

  Questions(Context context, String self, LocalNode node) {
    this.context = context;
    this.self = self;
    this.node = node;
  }

  static JsonObject list(ConnectionFilter filter, @Nullable String after, int limit) {
    return new JsonObject()
        .put(OPERATION, LIST)
        .put("filter", filter.toJson())
        .put("after", after)
        .put("limit", limit);
  }

  static JsonObject kick(ConnectionFilter filter) {
    return new JsonObject().put(OPERATION, KICK).put("filter", filter.toJson());
  }

  Future<JsonObject> answer(JsonObject question) {
    ConnectionFilter filter = ConnectionFilter.of(question.getJsonObject("filter"));
    return switch (question.getString(OPERATION)) {
      case LIST -> listed(filter, question).map(Questions::write);
      case KICK -> new Kick(node, filter).run().map(Questions::write);
      default -> Future.failedFuture("an unknown question");
    };
  }

  private Future<Part> listed(ConnectionFilter filter, JsonObject question) {
    String after = question.getString("after");
    int limit = question.getInteger("limit");
    Promise<Part> page = Promise.promise();
    context.runOnContext(
        v -> {
          Connections all = node.connections();
          String id = filter.id();
          Iterator<LiveConnection> looked =
              id == null ? all.after(after) : all.find(id).stream().iterator();
          new Listing(context, self, filter, limit, looked).run().onComplete(page);
        });
    return page.future();
  }

  private static JsonObject write(Part part) {
    JsonArray rows = new JsonArray();
    part.rows().forEach(row -> rows.add(row.toJson()));
    return new JsonObject().put("rows", rows).put("reached", part.reached());
  }

  static Part readPart(JsonObject answer, String node) {
    return new Part(
        answer.getJsonArray("rows").stream()
            .map(row -> ConnectionRow.of((JsonObject) row, node))
            .toList(),
        answer.getString("reached"));
  }

  private static JsonObject write(Kick.Done done) {
    return new JsonObject().put("closed", done.closed()).put("finished", done.finished());
  }

  static Kick.Done readDone(JsonObject answer) {
    return new Kick.Done(answer.getInteger("closed"), answer.getBoolean("finished"));
  }
}
