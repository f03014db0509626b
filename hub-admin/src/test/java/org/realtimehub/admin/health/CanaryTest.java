package org.realtimehub.admin.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Batch;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;

final class CanaryTest {

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<Update> sent = new CopyOnWriteArrayList<>();
  private volatile PublishOutcome outcome = new PublishOutcome.Accepted("id");

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Canary start(Duration every) {
    Canary canary =
        new Canary(
            context,
            update -> {
              sent.add(update);
              return Future.succeededFuture(outcome);
            },
            "node",
            every,
            Duration.ofSeconds(1));
    context.runOnContext(v -> canary.start());
    return canary;
  }

  private void bring(Canary canary, int index) {
    await().until(() -> sent.size() > index);
    LoggedUpdate update = new LoggedUpdate(index + 1, sent.get(index)).retained();
    context.runOnContext(v -> canary.batch(new Batch("e", List.of(update))));
  }

  @Test
  void thatComesBack_saysHowLongItTook_andIsForNoSubscriber() {
    Canary canary = start(Duration.ofMillis(50));
    assertThat(canary.problem()).isEmpty();
    bring(canary, 0);
    await().until(() -> canary.seconds().isPresent());
    assertThat(canary.seconds().orElseThrow()).isBetween(0.0, 5.0);
    assertThat(sent.get(0).handling().isSignal()).isTrue();
    bring(canary, 1);
    bring(canary, 2);
    assertThat(canary.lost()).isZero();
  }

  @Test
  void thatTheLogDoesNotTake_isLostAtOnce_andAllIsWellWhenOneComesBack() {
    outcome = new PublishOutcome.Unavailable("down");
    Canary canary = start(Duration.ofMillis(50));
    await().until(() -> canary.problem().isPresent());
    assertThat(canary.problem()).contains("the log takes no updates");
    assertThat(canary.seconds()).isEmpty();
    assertThat(canary.lost()).isPositive();
    int before = sent.size();
    outcome = new PublishOutcome.Accepted("id");
    await()
        .until(
            () -> {
              bring(canary, sent.size() - 1);
              return canary.problem().isEmpty();
            });
    assertThat(sent).hasSizeGreaterThan(before);
  }

  @Test
  void thatDoesNotComeBack_isLost_andASecondOneDoesNotHelpTheFirst() {
    Canary canary = start(Duration.ofHours(1));
    await().until(() -> sent.size() == 1);
    LoggedUpdate other =
        new LoggedUpdate(
            1, new Update("another", List.of("/t"), sent.get(0).event(), sent.get(0).handling()));
    context.runOnContext(v -> canary.batch(new Batch("e", List.of(other))));
    await().atMost(Duration.ofSeconds(20)).until(() -> canary.problem().isPresent());
    assertThat(canary.problem().orElseThrow()).contains("did not come back");
    assertThat(canary.lost()).isEqualTo(1);
    // The next one is not an hour away.
    await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() == 2);
  }

  @Test
  void switchedOff_sendsNothing_andFindsNothingWrong() throws Exception {
    Canary canary = start(Duration.ZERO);
    vertx.timer(200, TimeUnit.MILLISECONDS).await(20, TimeUnit.SECONDS);
    assertThat(sent).isEmpty();
    assertThat(canary.problem()).isEmpty();
    assertThat(canary.seconds()).isEmpty();
  }
}
