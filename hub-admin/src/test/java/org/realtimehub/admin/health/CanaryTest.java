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
  private final CanaryReport report = new CanaryReport();
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
            Duration.ofSeconds(1),
            report);
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
    assertThat(report.problem()).isEmpty();
    bring(canary, 0);
    await().until(() -> report.seconds().isPresent());
    assertThat(report.seconds().orElseThrow()).isBetween(0.0, 5.0);
    assertThat(sent.get(0).handling().isSignal()).isTrue();
    bring(canary, 1);
    bring(canary, 2);
    assertThat(report.totalLost()).isZero();
  }

  @Test
  void thatTheLogDoesNotTake_isLostAtOnce_andAllIsWellWhenOneComesBack() {
    outcome = new PublishOutcome.Unavailable("down");
    Canary canary = start(Duration.ofMillis(50));
    await().until(() -> report.problem().isPresent());
    assertThat(report.problem()).contains("the log takes no updates");
    assertThat(report.seconds()).isEmpty();
    assertThat(report.totalLost()).isPositive();
    int before = sent.size();
    outcome = new PublishOutcome.Accepted("id");
    await()
        .until(
            () -> {
              bring(canary, sent.size() - 1);
              return report.problem().isEmpty();
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
    await().atMost(Duration.ofSeconds(20)).until(() -> report.problem().isPresent());
    assertThat(report.problem().orElseThrow()).contains("did not come back");
    assertThat(report.totalLost()).isEqualTo(1);
    // The next one is not an hour away.
    await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() == 2);
  }

  @Test
  void switchedOff_sendsNothing_andFindsNothingWrong() throws Exception {
    start(Duration.ZERO);
    vertx.timer(200, TimeUnit.MILLISECONDS).await(20, TimeUnit.SECONDS);
    assertThat(sent).isEmpty();
    assertThat(report.problem()).isEmpty();
    assertThat(report.seconds()).isEmpty();
  }
}
