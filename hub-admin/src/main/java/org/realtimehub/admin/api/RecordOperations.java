package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.realtimehub.admin.access.Audit;
import org.realtimehub.admin.access.AuditEntry;

/** What the node was told, and who did what through it. */
public final class RecordOperations {

  private final About about;
  private final List<ConfigValue> config;
  private final Audit audit;

  public RecordOperations(Backend backend, Audit audit) {
    this.about = backend.about();
    this.config = backend.config();
    this.audit = audit;
  }

  public void register(Operations operations) {
    operations.on("getConfig", call -> config()).on("listAudit", call -> audit());
  }

  private Future<Answer> config() {
    return Answer.ok(
            new JsonObject()
                .put("node", about.node())
                .put("values", Pages.rows(config, RecordOperations::json)))
        .now();
  }

  private static JsonObject json(ConfigValue value) {
    JsonObject json =
        new JsonObject()
            .put("key", value.key())
            .put("value", value.value())
            .put("origin", value.origin());
    return value.source().isEmpty() ? json : json.put("source", value.source());
  }

  private Future<Answer> audit() {
    return Answer.ok(
            new JsonObject().put("calls", Pages.rows(audit.last(), RecordOperations::json)))
        .now();
  }

  private static JsonObject json(AuditEntry entry) {
    JsonObject json =
        new JsonObject()
            .put("time", Times.show(entry.time()))
            .put("who", entry.who())
            .put("address", entry.address())
            .put("action", entry.action())
            .put("result", entry.result());
    return entry.target().isEmpty() ? json : json.put("target", entry.target());
  }
}
