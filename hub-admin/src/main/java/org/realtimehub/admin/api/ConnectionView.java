package org.realtimehub.admin.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.realtimehub.connection.Particulars;
import org.realtimehub.control.ConnectionDetail;
import org.realtimehub.control.ConnectionRow;

/** Connections as the API shows them. */
final class ConnectionView {

  private ConnectionView() {}

  /**
   * @param now to which a connection is idle
   */
  static JsonObject row(ConnectionRow row, Instant now) {
    long since = Math.max(row.openedAt(), row.activity().lastDelivery());
    JsonObject json =
        new JsonObject()
            .put("id", row.id())
            .put("node", row.node())
            .put("address", row.address())
            .put("matchers", matches(row.matchers()))
            .put("opened", Times.show(Instant.ofEpochMilli(row.openedAt())))
            .put("idle", Math.max(0, now.toEpochMilli() - since) / 1e3)
            .put("lag", row.activity().lag())
            .put("waiting", row.activity().waitingBytes());
    row.subject().ifPresent(subject -> json.put("subject", subject));
    row.lastDelivery().ifPresent(time -> json.put("last_delivery", Times.show(time)));
    return json;
  }

  static JsonObject detail(ConnectionDetail detail, Instant now) {
    ConnectionDetail.Token token = detail.token();
    Particulars particulars = detail.particulars();
    Particulars.Transfer transfer = particulars.transfer();
    JsonObject json =
        row(detail.row(), now)
            .put("dialect", token.dialect().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("subscribe_grants", matches(token.subscribe()))
            .put("publish_grants", matches(token.publish()))
            .put(
                "position",
                new JsonObject()
                    .put("epoch", particulars.position().epoch())
                    .put("offset", particulars.position().offset()))
            .put("live", particulars.live())
            .put("protocol", transfer.protocol())
            .put("form", transfer.form().name().toLowerCase(Locale.ROOT))
            .put("sent", transfer.sentBytes());
    token.id().ifPresent(id -> json.put("token_id", id));
    Instant lastWrite = transfer.lastWriteOrNull();
    if (lastWrite != null) {
      json.put("last_write", Times.show(lastWrite));
    }
    particulars.expires().ifPresent(time -> json.put("expires", Times.show(time)));
    particulars.ends().ifPresent(time -> json.put("ends", Times.show(time)));
    return json;
  }

  private static JsonArray matches(List<ConnectionRow.Match> matches) {
    JsonArray array = new JsonArray();
    matches.forEach(m -> array.add(new JsonObject().put("type", m.type()).put("value", m.value())));
    return array;
  }
}
