package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Batch;
import org.realtimehub.log.MemoryEventLog;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** The bus may be faster than a look at the log, which then tells the past (invariant 2). */
class OvertakenRepairTest {

  private static final int RETAINED = 10;
  private static final int APPENDED = 25;

  /** What the feed hands to an event loop. */
  private static final class Listener implements FeedListener {

    private final List<Long> offsets = new CopyOnWriteArrayList<>();
    private final List<Position> restarts = new CopyOnWriteArrayList<>();

    @Override
    public void start(Position head) {}

    @Override
    public void batch(Batch batch) {
      batch.updates().stream().map(LoggedUpdate::offset).forEach(offsets::add);
    }

    @Override
    public void restart(Position head) {
      restarts.add(head);
    }
  }

  @Test
  void answerThatTheFeedIsTooFarBehind_isIgnored_whenTheBusHasBroughtItForward() {
    Vertx vertx = Vertx.vertx();
    try {
      Context context = vertx.getOrCreateContext();
      MemoryEventLog log =
          new MemoryEventLog(
              new Retention(RETAINED, 1 << 20, Duration.ofHours(1)), InstantSource.system());
      Feed feed = new Feed(log, new Window(RETAINED, 1 << 20), context);
      Listener listener = new Listener();
      await(feed.start());
      await(feed.attach(context, listener));

      await(onContext(context, () -> overtake(log, feed)));
      await(onContext(context, () -> {}));
      await(onContext(context, () -> {}));

      assertThat(listener.restarts).isEmpty();
      assertThat(listener.offsets).isEqualTo(LongStream.rangeClosed(1, APPENDED).boxed().toList());
    } finally {
      await(vertx.close());
    }
  }

  /** The log is read from a place it has trimmed, and the batch comes before the answer. */
  private static void overtake(MemoryEventLog log, Feed feed) {
    List<Update> updates = new ArrayList<>();
    IntStream.range(0, APPENDED).mapToObj(i -> update("urn:uuid:" + i)).forEach(updates::add);
    Batch batch = log.append(updates).result().batch();
    feed.repair();
    feed.receive(batch);
  }

  private static Update update(String id) {
    return new Update(id, List.of("https://example.com/"), Event.ofData("x"), Handling.PUBLIC);
  }

  private static Future<Void> onContext(Context context, Runnable task) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          task.run();
          done.complete();
        });
    return done.future();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
