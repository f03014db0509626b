package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.control.ConnectionPage.Part;

/** What nodes ask each other of connections, and how this one answers. Any thread. */
final class ConnectionQuestions {

  static final String LIST = "list";
  static final String ONE = "connection";
  static final String KICK = "kick";

  private final Context context;
  private final String self;
  private final LocalNode node;
  private final InstantSource clock;

  ConnectionQuestions(Context context, String self, LocalNode node, InstantSource clock) {
    this.context = context;
    this.self = self;
    this.node = node;
    this.clock = clock;
  }

  static JsonObject list(ConnectionQuery query) {
    return Questions.of(LIST)
        .put("filter", query.filter().toJson())
        .put("sort", query.sort().name())
        .put("descending", query.descending())
        .put("cursor", query.cursor())
        .put("limit", query.limit());
  }

  Future<JsonObject> list(JsonObject question) {
    ConnectionQuery query =
        new ConnectionQuery(
            ConnectionFilter.of(question.getJsonObject("filter")),
            Sort.valueOf(question.getString("sort")),
            question.getBoolean("descending"),
            question.getString("cursor"),
            question.getInteger("limit"));
    return listed(query).map(ConnectionQuestions::write);
  }

  private Future<Part> listed(ConnectionQuery query) {
    ConnectionFilter filter = query.filter();
    String id = filter.id();
    if (id != null) {
      return found(id).map(found -> page(query, found));
    }
    return query.order().equals(Order.BY_ID) && !filter.thresholds().changing()
        ? byId(query)
        : new Search(self, query, clock.millis()).run(node.loops(), context);
  }

  /** What stands in the order of ids already need not be looked through as a whole. */
  private Future<Part> byId(ConnectionQuery query) {
    SortKey after = query.after();
    Promise<Part> page = Promise.promise();
    context.runOnContext(
        v ->
            new Listing(
                    context,
                    self,
                    new Selection(query.filter(), clock.millis()),
                    query.limit(),
                    node.connections().after(after == null ? null : after.id()))
                .run()
                .onComplete(page));
    return Turns.on(context, page.future());
  }

  private Part page(ConnectionQuery query, Optional<Found> found) {
    Selection selection = new Selection(query.filter(), clock.millis());
    SortKey after = query.after();
    Order order = query.order();
    List<ConnectionRow> rows =
        found.stream()
            .filter(one -> selection.has(one.connection))
            .map(one -> one.detail.row())
            .filter(row -> selection.reaches(row.activity()))
            .filter(row -> after == null || order.comparator().compare(order.key(row), after) > 0)
            .toList();
    return new Part(rows, null);
  }

  private static JsonObject write(Part part) {
    JsonArray rows = new JsonArray();
    part.rows().forEach(row -> rows.add(row.toJson()));
    SortKey reached = part.reached();
    return new JsonObject()
        .put("rows", rows)
        .put("reached", reached == null ? null : reached.toJson());
  }

  static Part readPart(JsonObject answer, String node) {
    return new Part(
        answer.getJsonArray("rows").stream()
            .map(row -> ConnectionRow.of((JsonObject) row, node))
            .toList(),
        readKey(answer.getJsonArray("reached")));
  }

  static @Nullable SortKey readKey(@Nullable JsonArray json) {
    return json == null ? null : SortKey.of(json);
  }

  static JsonObject one(String id) {
    return Questions.of(ONE).put("id", id);
  }

  /** A connection of this node. */
  private record Found(LiveConnection connection, ConnectionDetail detail) {}

  private Future<Optional<Found>> found(String id) {
    Optional<LiveConnection> found = node.connections().find(id);
    if (found.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    LiveConnection connection = found.get();
    return Turns.on(context, connection.particulars())
        .map(now -> Optional.of(new Found(connection, ConnectionDetail.of(connection, self, now))));
  }

  Future<JsonObject> one(JsonObject question) {
    return found(question.getString("id"))
        .map(
            found ->
                new JsonObject().put("found", found.map(one -> one.detail.toJson()).orElse(null)));
  }

  /** Empty where the node has no such connection. */
  static Optional<ConnectionDetail> readOne(JsonObject answer, String node) {
    return Optional.ofNullable(answer.getJsonObject("found"))
        .map(found -> ConnectionDetail.of(found, node));
  }

  /**
   * @param dryRun only counts
   */
  static JsonObject kick(ConnectionFilter filter, boolean dryRun) {
    return Questions.of(KICK).put("filter", filter.toJson()).put("dry", dryRun);
  }

  Future<JsonObject> kick(JsonObject question) {
    ConnectionFilter filter = ConnectionFilter.of(question.getJsonObject("filter"));
    return new Kick(node, filter, question.getBoolean("dry"), clock.millis())
        .run()
        .map(done -> new JsonObject().put("meant", done.meant()).put("finished", done.finished()));
  }

  static Kick.Done readDone(JsonObject answer) {
    return new Kick.Done(answer.getInteger("meant"), answer.getBoolean("finished"));
  }
}
