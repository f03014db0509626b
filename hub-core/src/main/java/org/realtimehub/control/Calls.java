package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks nodes something and gathers what they answer in time. Who does not is named: nothing fails.
 * Any thread.
 */
final class Calls {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  static final int VERSION = 2;
  private static final long TIMEOUT_MILLIS = 1_000;
  private static final int FAILED = 500;
  private static final int LATE = 504;
  private static final int OTHER_VERSION = 505;

  /** The failure of a question that a node does not know. */
  static final int UNKNOWN = 501;

  /**
   * What came back.
   *
   * @param byNode answers by the id of the node
   */
  record Answers(Map<String, JsonObject> byNode, List<Missing> missing) {

    <T> List<T> each(BiFunction<String, JsonObject, T> read) {
      return byNode.entrySet().stream().map(e -> read.apply(e.getKey(), e.getValue())).toList();
    }
  }

  private final EventBus bus;
  private final Addresses addresses;
  private final String self;
  private final Function<JsonObject, Future<JsonObject>> here;

  /**
   * @param self id of this node, which is not asked over the bus
   * @param here answers questions to this node
   */
  Calls(
      EventBus bus,
      Addresses addresses,
      String self,
      Function<JsonObject, Future<JsonObject>> here) {
    this.bus = bus;
    this.addresses = addresses;
    this.self = self;
    this.here = here;
  }

  /** Never fails. */
  Future<Answers> ask(Collection<String> nodes, JsonObject question) {
    return ask(nodes, question, answer -> false);
  }

  /**
   * Asks, and waits for no other once there is an answer that is enough, which is then the only
   * one. Never fails.
   */
  Future<Answers> ask(Collection<String> nodes, JsonObject question, Predicate<JsonObject> enough) {
    JsonObject asked = question.put("v", VERSION);
    Map<String, Future<JsonObject>> calls = new LinkedHashMap<>();
    nodes.forEach(node -> calls.put(node, call(node, asked)));
    Promise<Answers> answers = Promise.promise();
    calls.forEach(
        (node, call) ->
            call.onSuccess(
                answer -> {
                  if (enough.test(answer)) {
                    answers.tryComplete(new Answers(Map.of(node, answer), List.of()));
                  }
                }));
    Future.join(List.copyOf(calls.values()))
        .onComplete(all -> answers.tryComplete(gathered(calls)));
    return answers.future();
  }

  private Future<JsonObject> call(String node, JsonObject question) {
    try {
      return node.equals(self)
          ? here.apply(question).timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
          : bus.<JsonObject>request(
                  addresses.control(node),
                  question,
                  new DeliveryOptions().setSendTimeout(TIMEOUT_MILLIS))
              .map(Message::body);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Answers gathered(Map<String, Future<JsonObject>> calls) {
    Map<String, JsonObject> answers = new LinkedHashMap<>();
    List<Missing> missing = new ArrayList<>();
    calls.forEach(
        (node, call) -> {
          if (call.succeeded()) {
            answers.put(node, call.result());
          } else {
            missing.add(new Missing(node, why(node, call.cause())));
          }
        });
    return new Answers(answers, missing);
  }

  private static String why(String node, Throwable cause) {
    if (cause instanceof ReplyException reply) {
      return switch (reply.failureType()) {
        case TIMEOUT -> "it did not answer in time";
        case NO_HANDLERS -> "it cannot be reached";
        default -> why(reply.failureCode());
      };
    }
    if (cause instanceof TimeoutException) {
      return "it did not answer in time";
    }
    LOG.atWarn().setCause(cause).addKeyValue("node", node).log("a node could not be asked");
    return "it could not be asked";
  }

  private static String why(int failure) {
    return switch (failure) {
      case OTHER_VERSION -> "it speaks another version";
      case UNKNOWN -> "it does not know this question";
      case LATE -> "it did not answer in time";
      default -> "it failed";
    };
  }

  /** Answers a question of another node. */
  void answer(Message<JsonObject> question) {
    if (question.body().getInteger("v", 0) != VERSION) {
      question.fail(OTHER_VERSION, "this node speaks version " + VERSION);
      return;
    }
    Future<JsonObject> answer;
    try {
      answer = here.apply(question.body());
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    answer.onSuccess(question::reply).onFailure(e -> fail(question, e));
  }

  private static void fail(Message<JsonObject> question, Throwable cause) {
    if (cause instanceof ReplyException reply) {
      question.fail(reply.failureCode(), reply.getMessage());
    } else if (cause instanceof TimeoutException) {
      question.fail(LATE, "this node is too busy");
    } else {
      LOG.atError().setCause(cause).log("the question of another node could not be answered");
      question.fail(FAILED, "failed");
    }
  }
}
