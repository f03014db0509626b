package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Batch;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.update.Updates;

/** The feed as it is deployed, with a real event bus. */
final class FeedVerticleTest {

  private static final String ADDRESS = "hub.test.updates";

  private final ScriptedEventLog log = new ScriptedEventLog();
  private final Recorder recorder = new Recorder();
  private Vertx vertx;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
    log.appendNow(Updates.of("before the start"));
    FeedVerticle verticle = deploy(Duration.ofMillis(20));
    verticle.feed().attach(vertx.getOrCreateContext(), recorder).await(20, TimeUnit.SECONDS);
  }

  private FeedVerticle deploy(Duration headCheck) throws Exception {
    FeedVerticle verticle = new FeedVerticle(ADDRESS, log, new Window(64, 1 << 20), headCheck);
    vertx.deployVerticle(verticle).await(20, TimeUnit.SECONDS);
    return verticle;
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
    assertThat(recorder.violations()).isEmpty();
  }

  @Test
  void whatTheBusBrings_reachesTheLoops() {
    Batch batch = log.appendNow(Updates.of("a"), Updates.of("b"));
    vertx.eventBus().publish(ADDRESS, batch, new DeliveryOptions().setCodecName(BatchCodec.NAME));
    await().until(() -> recorder.offsets().equals(List.of(2L, 3L)));
  }

  @Test
  void whatTheBusNeverBrings_isFoundByThePeriodicLook() {
    log.appendNow(Updates.of("a"));
    await().until(() -> recorder.offsets().equals(List.of(2L)));
  }

  @Test
  void whatCannotBeRead_isReadFromTheLog() throws Exception {
    FeedVerticle other = deploy(Duration.ofHours(1));
    Recorder loop = new Recorder();
    other.feed().attach(vertx.getOrCreateContext(), loop).await(20, TimeUnit.SECONDS);
    log.appendNow(Updates.of("a"));
    other
        .owner()
        .runOnContext(
            v ->
                other.receive(
                    other.feed(),
                    () -> {
                      throw new IllegalArgumentException("updates of version 2");
                    }));
    await().until(() -> loop.offsets().equals(List.of(2L)));
  }
}
