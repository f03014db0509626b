package org.realtimehub.main;

import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.realtimehub.admin.api.Publishing;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.delay.DelayedPublisher;
import org.realtimehub.endpoint.PublishLimits;
import org.realtimehub.endpoint.PublishParser;
import org.realtimehub.http.Form;
import org.realtimehub.http.Refusal;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.Update;

/** Publishes for operators what would be accepted on the public port from who may publish all. */
final class AdminPublishing implements Publishing {

  /** No token has such an issuer: idempotency keys of operators are their own. */
  private static final String KEY_SCOPE = "urn:hub:admin\n";

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final PublishParser parser;
  private final PublishLimits limits;
  private final DelayedPublisher publisher;

  AdminPublishing(PublishParser parser, PublishLimits limits, DelayedPublisher publisher) {
    this.parser = parser;
    this.limits = limits;
    this.publisher = publisher;
  }

  @Override
  public Future<String> publish(List<Map.Entry<String, String>> fields, String by) throws Refused {
    return publisher
        .publish(update(fields, by))
        .compose(
            outcome -> {
              if (outcome instanceof PublishOutcome.Accepted accepted) {
                return Future.succeededFuture(accepted.id());
              }
              return Future.failedFuture(
                  outcome instanceof PublishOutcome.NoRoom
                      ? refused(Refusal.tooManyDelayed())
                      : Refused.unavailable("the update was not accepted: try again", RETRY));
            });
  }

  private static Refused refused(Refusal e) {
    return new Refused(e.status(), e.type(), e.title(), e.detail());
  }

  private Update update(List<Map.Entry<String, String>> fields, String by) throws Refused {
    try {
      checkSize(fields);
      Form form =
          Form.of(fields.stream().map(f -> new Form.Field(f.getKey(), f.getValue())).toList());
      return parser.parse(form, KEY_SCOPE + by);
    } catch (Refusal e) {
      throw refused(e);
    }
  }

  /** As the body of a publish request is bounded. */
  private void checkSize(List<Map.Entry<String, String>> fields) throws Refusal {
    long bytes = fields.stream().mapToLong(field -> ByteBufUtil.utf8Bytes(field.getValue())).sum();
    if (bytes > limits.maxBody()) {
      throw Refusal.tooLarge("all fields together are longer than " + limits.maxBody() + " bytes");
    }
    if (fields.size() > limits.maxFields()) {
      throw Refusal.tooLarge("there are more than " + limits.maxFields() + " fields");
    }
  }
}
