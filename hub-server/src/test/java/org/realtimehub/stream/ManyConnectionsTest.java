package org.realtimehub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.cluster.Membership;
import org.realtimehub.cluster.MemorySharedMap;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.Sweeps;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.ConnectionPage;
import org.realtimehub.control.ConnectionQuery;
import org.realtimehub.control.ConnectionRow;
import org.realtimehub.control.Control;
import org.realtimehub.control.ControlVerticle;
import org.realtimehub.control.Gauges;
import org.realtimehub.control.LocalNode;
import org.realtimehub.control.MatcherPage;
import org.realtimehub.control.NodeFacts;
import org.realtimehub.control.SharedState;
import org.realtimehub.control.Sort;
import org.realtimehub.control.Thresholds;
import org.realtimehub.feed.FeedCounts;
import org.realtimehub.publish.PublishCounts;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever is asked of a hundred thousand connections is answered in time, and the loop that holds
 * them all does other things meanwhile.
 */
@Timeout(120)
class ManyConnectionsTest {

  private static final Logger LOG = LoggerFactory.getLogger(ManyConnectionsTest.class);
  private static final int MANY = 100_000;
  private static final int SLOW = 2_000;

  /**
   * The work of all these questions takes some 20 to 100 ms of the loop, the closings more: whoever
   * does it at once holds the loop for as long, while slices give it back every millisecond. What a
   * machine that does other things, or a collection of garbage, adds must fit in.
   */
  private static final int MILLIS_FOR_A_TURN = 5;

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private static TestLoop many;
  private static Control control;

  @BeforeAll
  static void open() throws Exception {
    many = new TestLoop();
    Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
    Random random = new Random(1);
    for (int i = 0; i < MANY; i += 1_000) {
      int from = i;
      many.run(() -> open(matchers, random, from));
    }
    many.run(() -> many.pass("/slow", 5));
    SharedState state =
        TestLoop.await(
            SharedState.load(new MemorySharedMap(InstantSource.system()), InstantSource.system()));
    LocalNode self =
        new LocalNode(
            new NodeFacts("https://hub.example/", "a:80", "a:81", "1", Instant.EPOCH),
            many.directory,
            List.of(many.loop),
            new Sweeps(List.of(many.loop), SweepLimits.OFF, InstantSource.system()),
            new Gauges(
                new PublishCounts(),
                new FeedCounts(),
                new Admission(new AdmissionLimits(1, 1, Duration.ofSeconds(1), 0, 0)),
                OptionalDouble::empty),
            () -> Optional.of(new Position(TestLoop.EPOCH, 0)));
    ControlVerticle verticle = new ControlVerticle("test", Membership.alone("one"), state, self);
    TestLoop.await(many.vertx.deployVerticle(verticle));
    control = verticle.control();
    // What was built is not collected while somebody looks at the clock.
    System.gc();
  }

  /** One in fifty follows a topic that it does not take. */
  private static void open(Matchers matchers, Random random, int from) {
    try {
      for (int i = from; i < from + 1_000; i++) {
        StillWriter writer = new StillWriter();
        boolean slow = i % (MANY / SLOW) == 0;
        Connection connection =
            many.open(
                writer,
                "user-" + random.nextInt(50_000),
                matchers.exact(slow ? "/slow" : "/shared/" + i % 100),
                matchers.exact("https://example.com/users/" + i));
        if (slow) {
          writer.waiting = random.nextInt(1, 60_000);
          connection.mustWait();
        }
      }
    } catch (InvalidTopicException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  static void close() {
    many.close();
  }

  /** Asks, and looks at the loop meanwhile. */
  private static <T> T watched(String what, Duration patience, Supplier<Future<T>> question) {
    LoopProbe probe = LoopProbe.on(many.context);
    long start = System.nanoTime();
    T answer = TestLoop.await(question.get());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    LoopProbe.Seen seen = probe.end();
    LOG.atInfo()
        .addKeyValue("what", what)
        .addKeyValue("took", took)
        .addKeyValue("longest", seen.longestMillis())
        .addKeyValue("turns", seen.turns())
        .addKeyValue("busy", seen.busyMillis())
        .log("looked at many connections");
    assertThat(took).as(what).isLessThan(patience);
    assertThat(seen.turns())
        .as("turns of the loop in %s ms of work for %s", seen.busyMillis(), what)
        .isGreaterThanOrEqualTo((int) (seen.busyMillis() / MILLIS_FOR_A_TURN));
    return answer;
  }

  private static ConnectionPage page(ConnectionFilter filter, Sort sort, boolean descending) {
    ConnectionPage page =
        watched(
            "list " + sort.name().toLowerCase(Locale.ROOT) + (descending ? " desc" : ""),
            A_SECOND,
            () -> control.connections(new ConnectionQuery(filter, sort, descending, null, 500)));
    assertThat(page.missing()).isEmpty();
    return page;
  }

  @Test
  void sortedPages_comeInTime() {
    for (Sort sort : Sort.values()) {
      assertThat(page(ConnectionFilter.ALL, sort, false).rows()).hasSize(500);
      assertThat(page(ConnectionFilter.ALL, sort, true).rows()).hasSize(500);
    }
  }

  @Test
  void filteredPage_isRight() {
    ConnectionFilter filter =
        ConnectionFilter.ofTopic("/slow").reaching(new Thresholds(null, null, null, 5, 30_000));
    ConnectionPage page = page(filter, Sort.WAITING, true);
    List<Long> waiting = page.rows().stream().map(row -> row.activity().waitingBytes()).toList();
    assertThat(waiting).hasSize(500).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(waiting.get(499)).isGreaterThan(40_000);
    assertThat(page.rows()).allMatch(row -> row.activity().lag() == 5);
    assertThat(page.rows()).extracting(ConnectionRow::id).doesNotHaveDuplicates();

    int found = watched("count", A_SECOND, () -> control.count(filter)).total();
    assertThat(found).isBetween(SLOW / 2 - 200, SLOW / 2 + 200);
    assertThat(control.count(ConnectionFilter.ALL)).isNotNull();
  }

  @Test
  void onePageOfMatchers_ofAsManyDistinctOnes() {
    MatcherPage page = watched("matchers", A_SECOND, () -> control.matchers("users/9", null, 500));
    assertThat(page.missing()).isEmpty();
    assertThat(page.rows()).hasSize(500).allMatch(row -> row.subscribers() == 1);
    assertThat(page.rows().get(0).value()).isEqualTo("https://example.com/users/9");
    assertThat(page.next()).isPresent();
  }

  @Test
  void subscribersOfManyTopics() {
    List<String> topics = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      topics.add("/shared/" + i);
    }
    assertThat(
            watched("subscribers", A_SECOND, () -> control.subscribers(topics))
                .byTopic()
                .get("/shared/1"))
        .isEqualTo(1_000);
  }

  @Test
  void drySweep_ofAll() {
    SweepLimits idle =
        new SweepLimits(
            Duration.ofHours(1), Duration.ofMillis(1), Duration.ofHours(1), Duration.ofHours(1));
    SweepReport report =
        watched("dry sweep", A_SECOND, () -> control.sweep(null, idle, true))
            .sweeps()
            .get(0)
            .sweep()
            .report();
    assertThat(report).isEqualTo(new SweepReport(MANY, 0, MANY, 0, 0));
  }

  @Test
  void sweepThatClosesAll() {
    try (TestLoop all = new TestLoop()) {
      Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
      for (int i = 0; i < 20; i++) {
        all.run(
            () -> {
              for (int n = 0; n < 1_000; n++) {
                try {
                  all.open(new StillWriter(), "user", matchers.exact("/shared/" + n));
                } catch (InvalidTopicException e) {
                  throw new AssertionError(e);
                }
              }
            });
      }
      SweepLimits idle =
          new SweepLimits(Duration.ZERO, Duration.ofMillis(1), Duration.ZERO, Duration.ZERO);
      SweepReport expected = new SweepReport(20_000, 0, 20_000, 0, 0);
      Awaitility.await().until(() -> TestLoop.await(all.loop.sweep(idle, true)).equals(expected));
      LoopProbe probe = LoopProbe.on(all.context);
      SweepReport report = TestLoop.await(all.loop.sweep(idle, false));
      LoopProbe.Seen seen = probe.end();
      assertThat(report).isEqualTo(expected);
      assertThat(all.directory.size()).isZero();
      assertThat(seen.turns()).isGreaterThanOrEqualTo((int) (seen.busyMillis() / 10));
    }
  }
}
