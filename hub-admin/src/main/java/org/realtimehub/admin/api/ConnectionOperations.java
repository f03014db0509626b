package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Locale;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.ConnectionPage;
import org.realtimehub.control.ConnectionQuery;
import org.realtimehub.control.Control;
import org.realtimehub.control.KickReport;
import org.realtimehub.control.MatcherCount;
import org.realtimehub.control.MatcherPage;
import org.realtimehub.control.Sort;

/** Who is connected and to what, and closing. */
public final class ConnectionOperations {

  private final Control control;
  private final InstantSource clock;

  public ConnectionOperations(Control control, InstantSource clock) {
    this.control = control;
    this.clock = clock;
  }

  public void register(Operations operations) {
    operations
        .on("listConnections", this::list)
        .on("getConnection", this::get)
        .on("closeConnection", this::close)
        .on("closeConnections", this::closeAll)
        .on("listMatchers", this::matchers);
  }

  private Future<Answer> list(Call call) throws Refused {
    return Pages.ask(
            call,
            () ->
                control.connections(
                    new ConnectionQuery(
                        Filters.of(call),
                        Sort.valueOf(call.required("sort").toUpperCase(Locale.ROOT)),
                        call.required("order").equals("desc"),
                        call.cursor().orElse(null),
                        call.limit())))
        .map(page -> Answer.ok(page(page)));
  }

  private JsonObject page(ConnectionPage page) {
    JsonObject json =
        new JsonObject()
            .put(
                "connections",
                Pages.rows(page.rows(), row -> ConnectionView.row(row, clock.instant())))
            .put("missing", Pages.missing(page.missing()));
    page.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  private Future<Answer> get(Call call) {
    return control
        .connection(call.required("id"))
        .compose(
            found ->
                found
                    .detail()
                    .map(d -> Answer.ok(ConnectionView.detail(d, clock.instant())).now())
                    .orElseGet(() -> Future.failedFuture(notFound(found.missing().isEmpty()))));
  }

  private Future<Answer> close(Call call) {
    String id = call.required("id");
    call.concerns("connection " + id);
    return control
        .kick(ConnectionFilter.ofId(id))
        .compose(
            report ->
                report.total() == 0 && report.missing().isEmpty()
                    ? Future.failedFuture(notFound(true))
                    : answer(call, report, false));
  }

  private static Refused notFound(boolean allAnswered) {
    return Refused.notFound(
        allAnswered
            ? "there is no such connection"
            : "no node that answered has such a connection, but not all of them did");
  }

  private Future<Answer> closeAll(Call call) throws Refused {
    JsonObject body = call.body();
    String told = Filters.told(body);
    boolean dryRun = body.getBoolean("dry_run", false);
    call.concerns((told.isEmpty() ? "all connections" : "connections: " + told));
    if (told.isEmpty() && !body.getBoolean("all", false)) {
      throw Refused.invalid(
          "the body does not say which connections: set the field \"all\" to true for all");
    }
    ConnectionFilter filter = Filters.of(body);
    return (dryRun ? control.count(filter) : control.kick(filter))
        .compose(report -> answer(call, report, dryRun));
  }

  private static Future<Answer> answer(Call call, KickReport report, boolean dryRun) {
    call.resulted((dryRun ? "found " : "closed ") + report.total());
    JsonObject nodes = new JsonObject();
    report.closed().forEach(nodes::put);
    JsonArray unfinished = new JsonArray();
    report.unfinished().forEach(unfinished::add);
    return Answer.ok(
            new JsonObject()
                .put("dry_run", dryRun)
                .put("matched", report.total())
                .put("nodes", nodes)
                .put("unfinished", unfinished)
                .put("missing", Pages.missing(report.missing())))
        .now();
  }

  private Future<Answer> matchers(Call call) throws Refused {
    return Pages.ask(
            call,
            () ->
                control.matchers(
                    call.text("q").orElse(null), call.cursor().orElse(null), call.limit()))
        .map(page -> Answer.ok(matchers(page)));
  }

  private static JsonObject matchers(MatcherPage page) {
    JsonObject json =
        new JsonObject()
            .put("matchers", Pages.rows(page.rows(), ConnectionOperations::matcher))
            .put("missing", Pages.missing(page.missing()));
    page.next().ifPresent(next -> json.put("next", next));
    return json;
  }

  private static JsonObject matcher(MatcherCount count) {
    return new JsonObject()
        .put("type", count.type())
        .put("value", count.value())
        .put("subscribers", count.subscribers());
  }
}
