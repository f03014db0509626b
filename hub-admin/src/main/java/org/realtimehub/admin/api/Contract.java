package org.realtimehub.admin.api;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The contract of the API: what is promised, what is served, and what requests are checked with.
 *
 * @param document as it was written
 * @param checked the same for programs
 */
record Contract(JsonObject document, OpenAPIContract checked) {

  private static final String RESOURCE = "/org/realtimehub/admin/openapi.yaml";

  static Future<Contract> load(Vertx vertx) {
    return vertx
        .executeBlocking(Contract::read)
        .compose(
            document ->
                OpenAPIContract.from(vertx, forRequests(document))
                    .map(checked -> new Contract(document, checked)));
  }

  /**
   * A copy as the library wants it: the URL of its server has a host; its answers have no media
   * types, of which the library does not know those of problems and streams; and who may call is no
   * affair of the library.
   */
  private static JsonObject forRequests(JsonObject document) {
    JsonObject copy = document.copy();
    JsonObject server = copy.getJsonArray("servers").getJsonObject(0);
    server.put("url", "http://hub" + server.getString("url"));
    copy.getJsonObject("components").remove("responses");
    copy.remove("security");
    for (Map.Entry<String, Object> path : copy.getJsonObject("paths")) {
      for (Map.Entry<String, Object> entry : (JsonObject) path.getValue()) {
        if (entry.getValue() instanceof JsonObject operation) {
          operation.remove("security");
          JsonObject any = new JsonObject().put("description", "any");
          operation.put("responses", new JsonObject().put("default", any));
        }
      }
    }
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static JsonObject read() {
    try (InputStream yaml = Contract.class.getResourceAsStream(RESOURCE)) {
      if (yaml == null) {
        throw new IllegalStateException("the contract is not in the program");
      }
      return new JsonObject((Map<String, Object>) new YAMLMapper().readValue(yaml, Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands before its paths. */
  String basePath() {
    return checked.getServers().get(0).getBasePath();
  }
}
