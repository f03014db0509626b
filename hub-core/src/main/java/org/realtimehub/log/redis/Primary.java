package org.realtimehub.log.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which server takes the hub's writes. It goes by what it was told last while it asks again:
 * from time to time, and when a call failed. So neither a call nor a sentinel that hangs waits for
 * the other.
 *
 * <p>Thread-safe.
 */
final class Primary {

  /** How to learn the address of the primary from somebody who may know. */
  interface Question {
    Future<URI> ask(Adviser adviser);
  }

  /** A sentinel, or any node of a cluster. */
  record Adviser(URI address, Redis redis) {}

  private static final Logger LOG = LoggerFactory.getLogger(Primary.class);
  private static final long ASK_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final List<Adviser> advisers;
  private final Question question;
  private final long patienceMillis;

  private @Nullable URI known;
  private @Nullable Future<URI> asking;
  private long askAgainAt;

  /** Who answered last: two sentinels that disagree must not be listened to in turn. */
  private int trusted;

  /**
   * @param patience in which one adviser after the other is asked
   */
  Primary(List<Adviser> advisers, Question question, Duration patience) {
    this.advisers = List.copyOf(advisers);
    this.question = question;
    this.patienceMillis = Math.max(1, patience.toMillis() / (advisers.size() + 1));
  }

  synchronized Future<URI> address() {
    URI address = known;
    if (address == null) {
      return asked();
    }
    if (System.nanoTime() - askAgainAt > 0) {
      asked();
    }
    return Future.succeededFuture(address);
  }

  /** A call failed: perhaps another server has taken over. */
  synchronized void doubt() {
    askAgainAt = System.nanoTime();
  }

  /** A node of the cluster told where to go instead. */
  synchronized void moved(String error) {
    URI from = known;
    known = Questions.moved(from == null ? advisers.get(trusted).address : from, error);
  }

  Future<Void> close() {
    return Future.join(advisers.stream().map(adviser -> adviser.redis.close()).toList()).mapEmpty();
  }

  private synchronized Future<URI> asked() {
    Future<URI> underWay = asking;
    if (underWay != null) {
      return underWay;
    }
    Promise<URI> answer = Promise.promise();
    asking = answer.future();
    ask(trusted, advisers.size(), answer);
    return answer.future();
  }

  private void ask(int index, int left, Promise<URI> answer) {
    question
        .ask(advisers.get(index))
        .timeout(patienceMillis, TimeUnit.MILLISECONDS)
        .onComplete(
            asked -> {
              if (asked.failed() && left > 1) {
                ask((index + 1) % advisers.size(), left - 1, answer);
                return;
              }
              learn(index, asked.succeeded() ? asked.result() : null);
              answer.complete(asked.result(), asked.cause());
            });
  }

  private synchronized void learn(int from, @Nullable URI address) {
    asking = null;
    askAgainAt = System.nanoTime() + ASK_EVERY_NANOS;
    if (address == null) {
      return;
    }
    trusted = from;
    if (known != null && !address.equals(known)) {
      LOG.atInfo().addKeyValue("address", address).log("another Redis is the primary now");
    }
    known = address;
  }
}
