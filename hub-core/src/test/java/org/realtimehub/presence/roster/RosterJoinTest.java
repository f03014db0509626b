package org.realtimehub.presence.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.Subscription;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** How a roster begins, where its log, its feed and another node are not at the same place. */
final class RosterJoinTest {

  private final ScriptedEventLog log = new ScriptedEventLog();
  private final Presence presence = new Presence("/hub", false, "other", update -> {});
  private final List<String> connections = new ArrayList<>();
  private Vertx vertx;
  private Context context;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
  }

  @AfterEach
  void stop() {
    TestNode.join(vertx.close());
  }

  private void begin(int count) {
    for (int i = 0; i < count; i++) {
      connections.add(UUID.randomUUID().toString());
      append(connections.size() - 1, true);
    }
  }

  private void append(int connection, boolean active) {
    Subscription subscription =
        presence.subscription(
            "exact", "/x", Subscription.subscriberOf(connections.get(connection)), null);
    log.appendNow(presence.event(subscription, active, null));
  }

  /** What the events up to an offset say. */
  private RosterState exact(long offset) {
    List<LoggedUpdate> updates =
        log.allNow().stream().filter(update -> update.offset() <= offset).toList();
    return RosterState.emptyAt(log.boundsNow().tailPosition())
        .after(updates, new Repeated(), RosterState.Witness.NONE);
  }

  private static List<String> words(RosterState state) {
    List<String> words = new ArrayList<>();
    state.entries().visit(null, true, e -> words.add(e + " " + e.since()));
    return words;
  }

  /** The first state of a roster whose feed is at a position, and does not move. */
  private RosterState firstState(List<String> others, Position feedHead) {
    Promise<RosterState> first = Promise.promise();
    context.runOnContext(
        v -> {
          Repeated texts = new Repeated();
          PeerRosters peers = new PeerRosters(vertx, "test", Duration.ofSeconds(2), texts);
          Roster roster = new Roster(vertx, log, peers, () -> others, TestCluster.ON_CALL, texts);
          roster.tell(RosterState.Witness.NONE, () -> first.complete(roster.state().orElseThrow()));
          roster.start(feedHead);
        });
    return TestNode.join(first.future());
  }

  @Test
  void log_isReadToTheEnd_howeverLong() {
    begin(1_500);
    RosterState first = firstState(List.of(), log.boundsNow().headPosition());
    assertThat(first.at().offset()).isEqualTo(1_500);
    assertThat(words(first)).isEqualTo(words(exact(1_500)));
  }

  @Test
  void pagesOfDifferentMoments_areMadeExact_evenWhereTheFeedIsBehind() {
    begin(1_100);
    RosterState before = exact(1_100);
    for (int i = 0; i < 700; i++) {
      append(i, false);
    }
    begin(50);
    for (int i = 0; i < 350; i++) {
      append(i, true);
    }
    RosterState after = exact(2_200);
    AtomicInteger questions = new AtomicInteger();
    vertx
        .eventBus()
        .<Buffer>consumer(
            PeerRosters.address("test", "other"),
            question ->
                question.reply(
                    Page.answer(
                        question.body(), questions.incrementAndGet() == 1 ? before : after)));
    RosterState first = firstState(List.of("other"), before.at());
    assertThat(questions).hasValueGreaterThan(1);
    assertThat(first.at().offset()).isEqualTo(2_200);
    assertThat(words(first)).isEqualTo(words(after));
  }

  @Test
  void nodeThatDiesMeanwhile_isMadeUpForByAnother() {
    begin(1_100);
    RosterState state = exact(1_100);
    AtomicInteger questions = new AtomicInteger();
    vertx
        .eventBus()
        .<Buffer>consumer(
            PeerRosters.address("test", "dying"),
            question -> {
              if (questions.incrementAndGet() == 1) {
                question.reply(Page.answer(question.body(), state));
              } else {
                question.fail(99, "as if it had died");
              }
            });
    vertx
        .eventBus()
        .<Buffer>consumer(
            PeerRosters.address("test", "other"),
            question -> question.reply(Page.answer(question.body(), state)));
    RosterState first = firstState(List.of("dying", "other"), state.at());
    assertThat(questions).hasValue(2);
    assertThat(words(first)).isEqualTo(words(state));
  }
}
