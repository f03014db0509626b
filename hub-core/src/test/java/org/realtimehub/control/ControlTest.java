package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.control.Restriction.Kind;
import org.realtimehub.topic.Matchers;

@Timeout(60)
final class ControlTest {

  @RegisterExtension final TestCluster hub = new TestCluster(3);

  /** What is asked of every change, whatever the bus loses. */
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");

  private static Instant inAMinute() {
    return Instant.now().plusSeconds(60);
  }

  private Control control() {
    return hub.node(0).control();
  }

  private ConnectionPage page(ConnectionFilter filter, @Nullable String after, int limit)
      throws Exception {
    return TestCluster.await(
        control().connections(new ConnectionQuery(filter, Sort.ID, false, after, limit)));
  }

  private List<ConnectionRow> all(ConnectionFilter filter, int limit) throws Exception {
    List<ConnectionRow> rows = new ArrayList<>();
    ConnectionPage page = page(filter, null, limit);
    rows.addAll(page.rows());
    while (page.next().isPresent()) {
      page = page(filter, page.next().get(), limit);
      assertThat(page.missing()).isEmpty();
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      rows.addAll(page.rows());
    }
    return rows;
  }

  @Test
  void pages_showTheConnectionsOfAllNodes_eachOnce_inTheOrderOfIds() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(hub.node(i % 3).connect("s" + i % 10).id());
    }
    ids.sort(null);
    assertThat(all(ConnectionFilter.ALL, 64)).extracting("id").isEqualTo(ids);
    assertThat(all(ConnectionFilter.ofSubject("s3"), 7)).hasSize(100);
    assertThat(all(ConnectionFilter.ALL.on("node-1"), 500)).hasSize(333);
  }

  @Test
  void row_tellsWhatTheOwningNodeKnows() throws Exception {
    TestConnection far = hub.node(2).connect("alice", matchers.urlPattern("/books/:id"));
    ConnectionPage page = page(ConnectionFilter.ofId(far.id()), null, 10);
    assertThat(page.next()).isEmpty();
    assertThat(page.rows())
        .containsExactly(
            new ConnectionRow(
                far.id(),
                "node-2",
                "alice",
                "192.0.2.1",
                List.of(new ConnectionRow.Match("urlpattern", "/books/:id")),
                500,
                new org.realtimehub.connection.Activity(3, 20, 1_000)));
    assertThat(page(ConnectionFilter.ofId("nobody"), null, 10).rows()).isEmpty();
  }

  @Test
  void kick_closesWhoIsMeant_onEveryNode_andCounts() throws Exception {
    TestConnection here = hub.node(0).connect("mallory");
    TestConnection there = hub.node(2).connect("mallory");
    TestConnection other = hub.node(2).connect("alice");
    KickReport report = TestCluster.await(control().kick(ConnectionFilter.ofSubject("mallory")));
    assertThat(report.closed()).isEqualTo(Map.of("node-0", 1, "node-1", 0, "node-2", 1));
    assertThat(report.total()).isEqualTo(2);
    assertThat(report.unfinished()).isEmpty();
    assertThat(report.missing()).isEmpty();
    assertThat(here.closed).hasValue(CloseReason.KICKED);
    assertThat(there.closed).hasValue(CloseReason.KICKED);
    assertThat(other.closed).hasValue(null);
    report = TestCluster.await(control().kick(ConnectionFilter.ofId(other.id()).on("node-2")));
    assertThat(report.closed()).isEqualTo(Map.of("node-2", 1));
    assertThat(other.closed).hasValue(CloseReason.KICKED);
  }

  @Test
  void ban_closesOnEveryNode_andEndsWhenItIsLifted() throws Exception {
    TestConnection here = hub.node(0).connect("mallory");
    TestConnection there = hub.node(2).connect("mallory");
    TestConnection other = hub.node(2).connect("alice");
    Instant until = inAMinute();
    RestrictionOutcome outcome =
        TestCluster.await(control().ban("mallory", until, "operator", "spam"));
    assertThat(outcome).isInstanceOf(RestrictionOutcome.InForce.class);
    await().atMost(A_SECOND).until(() -> there.closed.get() == CloseReason.BANNED);
    await().atMost(A_SECOND).until(() -> here.closed.get() == CloseReason.BANNED);
    assertThat(other.closed).hasValue(null);
    assertThat(hub.node(2).control().restrictions(Kind.SUBJECT, null, 10))
        .singleElement()
        .satisfies(
            ban -> {
              assertThat(ban.name()).isEqualTo("mallory");
              assertThat(ban.by()).isEqualTo("operator");
              assertThat(ban.reason()).isEqualTo("spam");
              assertThat(ban.until().toEpochMilli()).isEqualTo(until.toEpochMilli());
            });

    TestCluster.await(hub.node(1).control().unban("mallory"));
    await().atMost(A_SECOND).until(() -> hub.node(2).state.restrictions().size() == 0);
  }

  @Test
  void revokedToken_closesWhatWasOpenedWithIt() throws Exception {
    TestConnection there = hub.node(1).connectWith("t1");
    TestConnection other = hub.node(1).connectWith("t2");
    TestCluster.await(control().revoke("t1", inAMinute(), "operator", "leaked"));
    await().atMost(A_SECOND).until(() -> there.closed.get() == CloseReason.REVOKED);
    assertThat(other.closed).hasValue(null);
    TestCluster.await(control().unrevoke("t1"));
    assertThat(control().restrictions(Kind.TOKEN, null, 10)).isEmpty();
  }

  @Test
  void newsThatTheBusLost_isFoundWithinASecond() {
    TestConnection there = hub.node(2).connect("mallory");
    Restriction ban =
        new Restriction(Kind.SUBJECT, "mallory", inAMinute(), Instant.now(), "operator", "");
    hub.map.put(ban.key(), ban.value(), ban.expiresAt());
    await().atMost(A_SECOND).until(() -> there.closed.get() == CloseReason.BANNED);
  }

  @Test
  void banEndsByItself_onEveryNode() throws Exception {
    TestCluster.await(control().ban("mallory", Instant.now().plusMillis(300), "operator", ""));
    assertThat(control().restrictions(Kind.SUBJECT, null, 10)).hasSize(1);
    await().until(() -> hub.nodes.stream().allMatch(n -> n.state.restrictions().size() == 0));
  }

  @Test
  void mapOutOfReach_leavesInForceWhatWas_andSaysSo() throws Exception {
    TestCluster.await(control().ban("mallory", inAMinute(), "operator", ""));
    hub.map.down = true;
    assertThat(TestCluster.await(control().ban("trent", inAMinute(), "operator", "")))
        .isInstanceOf(RestrictionOutcome.Unavailable.class);
    assertThat(TestCluster.await(control().unban("mallory")))
        .isInstanceOf(RestrictionOutcome.Unavailable.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> problem().isPresent());
    assertThat(control().restrictions(Kind.SUBJECT, null, 10))
        .extracting("name")
        .contains("mallory");
    hub.map.down = false;
    await().until(() -> problem().isEmpty());
    assertThat(TestCluster.await(control().unban("mallory")))
        .isInstanceOf(RestrictionOutcome.Lifted.class);
  }

  private java.util.Optional<String> problem() {
    return hub.node(1).state.restrictions().problem();
  }

  @Test
  void whatCannotBeWishedFor_isRefused() throws Exception {
    for (String name : List.of("", "x".repeat(1_025))) {
      assertThat(TestCluster.await(control().ban(name, inAMinute(), "operator", "")))
          .isInstanceOf(RestrictionOutcome.Invalid.class);
    }
    assertThat(TestCluster.await(control().ban("a", Instant.now().minusSeconds(1), "operator", "")))
        .isInstanceOf(RestrictionOutcome.Invalid.class);
    assertThat(TestCluster.await(control().ban("a", inAMinute(), "operator", "x".repeat(1_025))))
        .isInstanceOf(RestrictionOutcome.Invalid.class);
  }

  @Test
  void moreRestrictionsThanMayBe_areRefused_butKnownOnesCanBeChanged() throws Exception {
    for (int i = 0; i < RestrictionBook.MAX; i++) {
      Restriction ban =
          new Restriction(Kind.SUBJECT, "s" + i, inAMinute(), Instant.now(), "operator", "");
      hub.map.put(ban.key(), ban.value(), ban.expiresAt());
    }
    await().until(() -> hub.node(0).state.restrictions().size() == RestrictionBook.MAX);
    assertThat(TestCluster.await(control().ban("one more", inAMinute(), "operator", "")))
        .isEqualTo(new RestrictionOutcome.TooMany(RestrictionBook.MAX));
    assertThat(TestCluster.await(control().ban("s7", inAMinute(), "operator", "")))
        .isInstanceOf(RestrictionOutcome.InForce.class);
    assertThat(control().restrictions(Kind.SUBJECT, "s99999", 5)).isEmpty();
    assertThat(control().restrictions(Kind.SUBJECT, null, 5)).hasSize(5);
  }

  @Test
  void nodeThatDoesNotAnswer_isNamed_andTheOthersCount() throws Exception {
    hub.node(1).connect("mallory");
    hub.node(2).die();
    hub.members.add("node-9");
    hub.vertx.eventBus().consumer("hub.test.node.node-9.control").handler(question -> {});
    List<Missing> missing =
        List.of(
            new Missing("node-2", "it cannot be reached"),
            new Missing("node-9", "it did not answer in time"));
    ConnectionPage page = page(ConnectionFilter.ALL, null, 10);
    assertThat(page.rows()).hasSize(1);
    assertThat(page.missing()).isEqualTo(missing);
    KickReport report = TestCluster.await(control().kick(ConnectionFilter.ALL));
    assertThat(report.total()).isEqualTo(1);
    assertThat(report.missing()).isEqualTo(missing);
  }

  @Test
  void nodeOfAnotherVersion_isNamed() throws Exception {
    JsonObject question = SweepQuestions.sweeps().put("v", 1);
    assertThat(
            hub.vertx
                .eventBus()
                .request("hub.test.node.node-1.control", question)
                .map("answered")
                .recover(e -> io.vertx.core.Future.succeededFuture(e.getMessage()))
                .await(20, java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo("this node speaks version 2");
  }

  @Test
  void nodes_knowEachOther() throws Exception {
    hub.node(2).connect("alice");
    await()
        .untilAsserted(
            () -> {
              List<NodeEntry> nodes = control().nodes();
              assertThat(nodes).extracting("id").containsExactly("node-0", "node-1", "node-2");
              assertThat(nodes).noneMatch(NodeEntry::silent);
              NodeInfo far = nodes.get(2).info().orElseThrow();
              assertThat(far.connections()).isEqualTo(1);
              assertThat(far.facts().address()).isEqualTo("node-2:80");
              assertThat(far.position()).isPresent();
              assertThat(far.load().lateMillis()).isEqualTo(2);
            });
    hub.node(1).die();
    await().until(() -> control().nodes().get(1).silent());
    hub.members.remove("node-1");
    assertThat(control().nodes()).extracting("id").containsExactly("node-0", "node-2");
  }

  @Test
  void secretThatTheMapLost_comesBackWithinASecond() {
    hub.map.remove(SharedSecret.KEY);
    await().atMost(A_SECOND).until(() -> hub.map.all().result().containsKey(SharedSecret.KEY));
  }
}
