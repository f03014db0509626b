package org.realtimehub.presence.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Retention;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.presence.Listing;
import org.realtimehub.presence.Selection;
import org.realtimehub.presence.Subscription;
import org.realtimehub.presence.TestConnection;
import org.realtimehub.update.Updates;

/** Who is subscribed on all nodes, while they come and go. */
final class RosterTest {

  private TestCluster cluster = new TestCluster(TestCluster.ON_CALL);

  @AfterEach
  void close() {
    cluster.close();
  }

  private void use(TestCluster other) {
    cluster.close();
    cluster = other;
  }

  @Test
  void everyNode_knowsTheSubscribersOfAll_forOneEventEach() {
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    a.disconnect(a.connect("/first"));
    cluster.awaitAgreement("started");
    TestConnection one = a.connect("/x", "/y");
    b.connect("/x");
    cluster.awaitAgreement("connected");
    a.disconnect(one);
    cluster.awaitAgreement("disconnected");
    assertThat(cluster.changes()).filteredOn(c -> c.selector().match().equals("/x")).hasSize(3);
    assertThat(cluster.changes()).filteredOn(c -> c.selector().match().equals("/y")).hasSize(2);
  }

  @Test
  void selections_areThoseOfOneMatcher_orOne() {
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    TestConnection one = a.connect("/x", "/y");
    TestConnection other = b.connect("/x");
    cluster.awaitAgreement("connected");
    assertThat(select(b, new Selection("exact", "/x", null)))
        .containsExactlyInAnyOrder("/x " + one.id(), "/x " + other.id());
    assertThat(select(b, new Selection(null, "/y", null))).containsExactly("/y " + one.id());
    assertThat(select(b, new Selection("urlpattern", "/x", null))).isEmpty();
    String subscriber = Subscription.subscriberOf(one.id());
    assertThat(select(b, new Selection("exact", "/x", subscriber)))
        .containsExactly("/x " + one.id());
    assertThat(select(b, new Selection(null, "/y", subscriber))).containsExactly("/y " + one.id());
    assertThat(select(b, new Selection(null, "/y", Subscription.subscriberOf(other.id()))))
        .isEmpty();
    assertThat(select(b, new Selection(null, "/y", "no one"))).isEmpty();
  }

  private static List<String> select(TestNode node, Selection selection) {
    Listing listing = node.list(selection).orElseThrow();
    List<String> found = new ArrayList<>();
    while (!listing.done()) {
      listing.next().forEach(subscription -> found.add(TestNode.words(subscription)));
    }
    return found;
  }

  @Test
  void listing_isThatOfItsPosition_howeverLongItTakes() {
    TestNode a = cluster.join();
    List<TestConnection> connections = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      connections.add(a.connect("/" + i));
    }
    cluster.awaitAgreement("connected");
    Set<String> then = cluster.open();
    Listing listing = a.list(Selection.ALL).orElseThrow();
    assertThat(listing.at()).isEqualTo(cluster.log.boundsNow().headPosition());
    Set<String> listed = new TreeSet<>();
    listing.next().forEach(subscription -> listed.add(TestNode.words(subscription)));
    assertThat(listed).hasSizeBetween(1, 999);
    connections.forEach(a::disconnect);
    a.connect("/new");
    cluster.awaitAgreement("all others");
    while (!listing.done()) {
      listing.next().forEach(subscription -> listed.add(TestNode.words(subscription)));
    }
    assertThat(listed).isEqualTo(then);
  }

  @Test
  void nodeThatJoins_learnsFromAnother_whatTheLogHasForgotten() {
    use(
        new TestCluster(
            TestCluster.ON_CALL,
            new ScriptedEventLog(new Retention(5, 1 << 20, Duration.ofHours(1)))));
    TestNode a = cluster.join();
    for (int i = 0; i < 3_000; i++) {
      a.connect("/" + i % 7);
    }
    cluster.awaitAllKnow(cluster.open());
    TestNode b = cluster.join();
    cluster.awaitAllKnow(cluster.open());
    assertThat(b.known()).hasValueSatisfying(known -> assertThat(known).hasSize(3_000));
  }

  @Test
  void nodeThatJoins_whileManyComeAndGo_isExactFromItsFirstAnswerOn() {
    TestNode a = cluster.join();
    for (int i = 0; i < 2_500; i++) {
      a.connect("/" + i % 7);
    }
    cluster.awaitAllKnow(cluster.open());
    Random random = new Random(7);
    AtomicBoolean goingOn = new AtomicBoolean(true);
    Thread churn =
        new Thread(
            () -> {
              while (goingOn.get()) {
                List<TestConnection> open = a.open();
                a.disconnect(open.get(random.nextInt(open.size())));
                a.connect("/" + random.nextInt(7));
              }
            });
    churn.start();
    try {
      for (int i = 0; i < 3; i++) {
        TestNode joining = cluster.join();
        await().pollInterval(Duration.ofMillis(1)).until(() -> joining.known().isPresent());
        cluster.assertExact(joining, "first answer");
      }
    } finally {
      goingOn.set(false);
    }
    TestNode.join(a.announcements.settled());
    cluster.awaitAgreement("in the end");
  }

  @Test
  void nodeThatStarts_knowsNothing_untilItHasReadTheLog() {
    TestNode a = cluster.join();
    a.connect("/x");
    cluster.awaitAgreement("connected");
    Promise<Void> answers = Promise.promise();
    TestNode b = cluster.join(() -> cluster.log.beforeRead(answers::future));
    assertThat(b.known()).isEmpty();
    cluster.log.beforeRead(Future::succeededFuture);
    answers.complete();
    cluster.awaitAgreement("read");
  }

  @Test
  void nodesThatStartTogether_doNotWaitForEachOther() {
    Runnable away = () -> cluster.log.beforeRead(() -> Future.failedFuture("away"));
    TestNode a = cluster.join(away);
    TestNode b = cluster.join(away);
    assertThat(a.known()).isEmpty();
    assertThat(b.known()).isEmpty();
    cluster.log.beforeRead(Future::succeededFuture);
    a.connect("/x");
    cluster.awaitAgreement("started");
  }

  @Test
  void deathOfANode_endsItsSubscriptions_once() {
    cluster.join();
    cluster.join();
    TestNode c = cluster.join();
    for (int i = 0; i < 1_000; i++) {
      c.connect("/" + i);
    }
    cluster.awaitAgreement("connected");
    cluster.kill(c);
    cluster.awaitAgreement("dead");
    assertThat(cluster.ends()).isEqualTo(1_000);
  }

  @Test
  void deathOfTheNodeThatEnds_beforeItIsDone_isMadeUpFor() {
    use(new TestCluster(TestCluster.SOON));
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    cluster.join();
    for (int i = 0; i < 1_000; i++) {
      b.connect("/" + i);
    }
    a.connect("/a");
    cluster.awaitAgreement("connected");
    cluster.kill(b);
    cluster.kill(a);
    cluster.awaitAgreement("two are dead");
    assertThat(cluster.ends()).isEqualTo(1_001);
  }

  @Test
  void anEndThatSeveralNodesTell_isOneEvent() {
    use(new TestCluster(TestCluster.SOON));
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    TestNode c = cluster.join();
    for (int i = 0; i < 600; i++) {
      c.connect("/" + i);
    }
    cluster.awaitAgreement("connected");
    // Both believe to be alone, and so to be the first.
    a.membership.leave(b.id);
    b.membership.leave(a.id);
    cluster.kill(c);
    cluster.awaitAgreement("dead");
    a.membership.join(b.id);
    b.membership.join(a.id);
    assertThat(cluster.ends()).isEqualTo(600);
  }

  @Test
  void nodeThatWasTakenForDead_announcesItsSubscriptionsAgain() {
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    for (int i = 0; i < 300; i++) {
      b.connect("/" + i);
    }
    cluster.awaitAgreement("connected");
    a.membership.leave(b.id);
    await().until(() -> cluster.ends() == 300);
    cluster.awaitAgreement("announced again");
    // Heard of, it is left alone, and known when it is back.
    assertThat(cluster.ends()).isEqualTo(300);
    a.membership.join(b.id);
    b.disconnect(b.open().get(0));
    cluster.awaitAgreement("back");
  }

  @Test
  void nodeThatIsCutOff_endsNothing() {
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    TestNode c = cluster.join();
    c.connect("/x");
    cluster.awaitAgreement("connected");
    a.membership.minimumSize = 2;
    a.membership.leave(b.id);
    a.membership.leave(c.id);
    // Its next compare comes after it would have ended something.
    a.opened(TestConnection.to("/silent"));
    a.membership.merge();
    cluster.awaitAgreement("compared");
    assertThat(cluster.ends()).isZero();
  }

  @Test
  void subscriptionsOfNodesThatAllDied_areEnded_byTheOneThatStartsWithTheirLog() {
    use(new TestCluster(TestCluster.SOON));
    TestNode a = cluster.join();
    a.connect("/x");
    cluster.awaitAgreement("connected");
    cluster.kill(a);
    assertThat(cluster.watched()).hasSize(1);
    cluster.join();
    cluster.awaitAgreement("ended");
  }

  @Test
  void whatTheLogDidNotTake_isAnnouncedWhenItDoes() {
    TestNode a = cluster.join();
    cluster.join();
    TestConnection ending = a.connect("/ending");
    cluster.awaitAgreement("connected");
    cluster.log.beforeAppend(() -> Future.failedFuture("away"));
    a.connect("/beginning");
    a.disconnect(ending);
    TestConnection both = a.connect("/both");
    a.disconnect(both);
    await().until(() -> cluster.log.appends().size() >= 4);
    assertThat(cluster.log.allNow()).hasSize(1);
    cluster.log.beforeAppend(Future::succeededFuture);
    cluster.awaitAgreement("back");
    assertThat(cluster.log.allNow()).hasSize(3);
  }

  @Test
  void manyConnectionsWhileTheLogHangs_areNotManyEventsThatWait() {
    TestNode a = cluster.join();
    cluster.join();
    Promise<Void> answers = Promise.promise();
    cluster.log.beforeAppend(answers::future);
    for (int i = 0; i < 25_000; i++) {
      a.connect("/x");
    }
    cluster.log.beforeAppend(Future::succeededFuture);
    answers.complete();
    TestNode.join(a.announcements.settled());
    cluster.awaitAgreement("back");
  }

  @Test
  void newLifeOfTheLog_isFilledByTheNodes() {
    TestNode a = cluster.join();
    TestNode b = cluster.join();
    for (int i = 0; i < 400; i++) {
      a.connect("/a" + i);
      b.connect("/b" + i);
    }
    cluster.awaitAgreement("connected");
    cluster.log.beginNewLife();
    cluster.awaitAgreement("new life");
    assertThat(cluster.log.allNow()).hasSize(800);
  }

  @Test
  void merge_makesEveryNodeCompare() {
    TestNode a = cluster.join();
    a.connect("/x");
    cluster.awaitAgreement("connected");
    // Lost in a way that nobody noticed.
    cluster.log.appendNow(Updates.of("other"));
    TestConnection silent = TestConnection.to("/silent");
    a.opened(silent);
    a.membership.merge();
    cluster.awaitAgreement("merged");
  }
}
