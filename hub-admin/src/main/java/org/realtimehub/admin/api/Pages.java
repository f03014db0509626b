package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.realtimehub.control.Missing;

/** What answers that come in pages, or from several nodes, have in common. */
public final class Pages {

  private Pages() {}

  public static <T> JsonArray rows(List<T> rows, Function<T, JsonObject> show) {
    JsonArray array = new JsonArray();
    rows.stream().map(show).forEach(array::add);
    return array;
  }

  /** The nodes that did not answer. */
  public static JsonArray missing(List<Missing> missing) {
    return rows(missing, m -> new JsonObject().put("node", m.node()).put("why", m.why()));
  }

  /** For a cursor that nobody here made. */
  public static Refused strangeCursor() {
    return Refused.invalid("the query parameter \"cursor\" is none that a page of this list gave");
  }

  /**
   * Asks for a page.
   *
   * @throws Refused where whoever is asked did not make the cursor
   */
  static <T> Future<T> ask(Call call, Supplier<Future<T>> question) throws Refused {
    try {
      return question.get();
    } catch (IllegalArgumentException e) {
      if (call.cursor().isEmpty()) {
        throw e;
      }
      throw strangeCursor();
    }
  }
}
