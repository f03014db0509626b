package org.realtimehub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.log.Batch;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/**
 * Invariant 1 for many subscribers that refuse at random, come at random positions and leave: each
 * gets exactly what it selects and may see, in log order, each once.
 */
final class RandomDeliveryTest {

  private static final List<String> TOPICS = List.of("/a", "/b", "/c", "/d/1", "/d/2");

  private record Subscriber(Cursor cursor, Interest interest, TestOutlet outlet, long after) {}

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Deque<Batch> onTheWay = new ArrayDeque<>();
  private final List<Promise<Void>> slow = new CopyOnWriteArrayList<>();

  /** Those who left, and how much they had got by then. */
  private final Map<Subscriber, Integer> gone = new HashMap<>();

  @RepeatedTest(10)
  void everySubscriber_getsItsUpdatesInOrderEachOnce() {
    try (TestLoop loop = new TestLoop()) {
      Random failures = new Random(seed + 1);
      loop.log.beforeRead(() -> answer(failures.nextInt(30)));
      for (int step = 0; step < 400; step++) {
        int choice = random.nextInt(10);
        if (choice < 2 && subscribers.size() < 40) {
          loop.run(() -> subscribers.add(subscribe(loop)));
        } else if (choice < 6) {
          onTheWay.add(loop.feed.append(updates(step)));
          dispatchSome(loop, random.nextInt(onTheWay.size() + 1));
        } else if (choice == 6) {
          slow.forEach(Promise::tryComplete);
        } else if (choice == 7 && random.nextInt(4) == 0 && !subscribers.isEmpty()) {
          loop.run(() -> leave(any()));
        } else if (!subscribers.isEmpty()) {
          loop.run(() -> any().cursor().resume());
        }
      }
      // On the loop: a read that is about to be slow there must be among those that end now.
      loop.run(() -> loop.log.beforeRead(Future::succeededFuture));
      slow.forEach(Promise::tryComplete);
      dispatchSome(loop, onTheWay.size());
      drain(loop);
      gone.forEach((subscriber, taken) -> assertThat(subscriber.outlet().taken).hasSize(taken));
      for (Subscriber subscriber : subscribers) {
        check(loop, subscriber);
      }
      subscribers.forEach(subscriber -> loop.run(subscriber.cursor()::close));
      assertThat(loop.held()).as("seed %d", seed).isEqualTo(TestLoop.NOTHING);
    }
  }

  /** What the log has and the loop has yet to hear of. */
  private void dispatchSome(TestLoop loop, int count) {
    for (int i = 0; i < count; i++) {
      Batch batch = onTheWay.remove();
      loop.run(() -> loop.dispatcher.batch(batch));
    }
  }

  /** Some reads fail, and some take their time. */
  private Future<Void> answer(int chance) {
    if (chance < 10) {
      Promise<Void> later = Promise.promise();
      slow.add(later);
      return later.future();
    }
    return chance == 10 ? Future.failedFuture("down") : Future.succeededFuture();
  }

  private void leave(Subscriber subscriber) {
    subscriber.cursor().close();
    subscribers.remove(subscriber);
    gone.put(subscriber, subscriber.outlet().taken.size());
  }

  private Subscriber any() {
    return subscribers.get(random.nextInt(subscribers.size()));
  }

  private Subscriber subscribe(TestLoop loop) {
    List<TopicMatcher> choices =
        List.of(
            loop.exact("/a"),
            loop.exact("/b"),
            loop.pattern("/d/:x"),
            loop.pattern("/:x"),
            loop.exact("/c"));
    List<TopicMatcher> wanted = new ArrayList<>(choices);
    wanted.removeIf(matcher -> random.nextInt(3) == 0);
    List<TopicMatcher> granted = new ArrayList<>(choices);
    granted.removeIf(matcher -> random.nextInt(4) != 0);
    Interest interest =
        new Interest(
            wanted, Grants.of(List.of(), granted), Dialect.DRAFT_08, "c" + subscribers.size());
    TestOutlet outlet = new TestOutlet();
    int stubbornness = random.nextInt(4);
    outlet.script = update -> random.nextInt(4) >= stubbornness;
    // Also ahead of this loop: another node was faster.
    long after =
        random.nextBoolean()
            ? loop.dispatcher.head().offset()
            : random.nextLong(loop.log.boundsNow().head() + 1);
    Cursor cursor = loop.dispatcher.open(interest, outlet, loop.at(after));
    return new Subscriber(cursor, interest, outlet, after);
  }

  private Update[] updates(int step) {
    Update[] updates = new Update[1 + random.nextInt(6)];
    for (int i = 0; i < updates.length; i++) {
      List<String> topics = new ArrayList<>(TOPICS);
      topics.removeIf(topic -> random.nextInt(3) != 0);
      if (topics.isEmpty()) {
        topics.add("/elsewhere");
      }
      String exclude = random.nextInt(10) == 0 ? "c" + random.nextInt(20) : null;
      boolean ephemeral = random.nextInt(12) == 0;
      Handling handling =
          new Handling(random.nextInt(3) == 0, ephemeral, 0, exclude, null, null, 0);
      updates[i] = Updates.with(step + "." + i, handling, topics.toArray(new String[0]));
    }
    return updates;
  }

  /** From now on everyone takes everything. */
  private void drain(TestLoop loop) {
    loop.run(
        () ->
            subscribers.forEach(
                subscriber -> {
                  subscriber.outlet().script = update -> true;
                  subscriber.cursor().resume();
                }));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> loop.get(loop.dispatcher::cursorsBehind) == 0);
  }

  private void check(TestLoop loop, Subscriber subscriber) {
    List<Long> kept = new ArrayList<>();
    List<Long> ephemeral = new ArrayList<>();
    for (LoggedUpdate logged : loop.log.allNow()) {
      Update update = logged.update();
      if (logged.offset() > subscriber.after()
          && subscriber.interest().selects(update)
          && subscriber.interest().permits(update)) {
        (update.handling().ephemeral() ? ephemeral : kept).add(logged.offset());
      }
    }
    List<Long> taken = new ArrayList<>(loop.get(subscriber.outlet()::offsets));
    assertThat(taken).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    taken.removeAll(ephemeral);
    assertThat(taken).as("seed %d, %s", seed, subscriber).isEqualTo(kept);
    assertThat(subscriber.outlet().gaps).isZero();
  }
}
