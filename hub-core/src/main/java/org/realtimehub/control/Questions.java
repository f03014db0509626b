package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;

/** What nodes ask each other, and how this one answers. Any thread. */
final class Questions {

  private static final String OPERATION = "op";

  private final ConnectionQuestions connections;
  private final SweepQuestions sweeps;
  private final TopicQuestions topics;

  Questions(Context context, String self, LocalNode node, InstantSource clock) {
    connections = new ConnectionQuestions(context, self, node, clock);
    sweeps = new SweepQuestions(node.sweeps());
    topics = new TopicQuestions(context, node.loops());
  }

  /** The beginning of a question. */
  static JsonObject of(String operation) {
    return new JsonObject().put(OPERATION, operation);
  }

  Future<JsonObject> answer(JsonObject question) {
    return switch (question.getString(OPERATION, "")) {
      case ConnectionQuestions.LIST -> connections.list(question);
      case ConnectionQuestions.ONE -> connections.one(question);
      case ConnectionQuestions.KICK -> connections.kick(question);
      case SweepQuestions.SWEEP -> sweeps.sweep(question);
      case SweepQuestions.SWEEPS -> Future.succeededFuture(sweeps.last());
      case TopicQuestions.MATCHERS -> topics.matchers(question);
      case TopicQuestions.SUBSCRIBERS -> topics.subscribers(question);
      default ->
          Future.failedFuture(
              new ReplyException(
                  ReplyFailure.RECIPIENT_FAILURE, Calls.UNKNOWN, "an unknown question"));
    };
  }
}
