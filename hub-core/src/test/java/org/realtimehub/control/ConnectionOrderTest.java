package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.CloseReason;

/** Lists of connections in all orders, in pages, over several nodes. */
@Timeout(60)
final class ConnectionOrderTest {

  @RegisterExtension final TestCluster hub = new TestCluster(3);

  private final Random random = new Random(7);
  private final List<TestConnection> open = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    for (int i = 0; i < 600; i++) {
      open.add(connect(i % 3));
    }
  }

  /** Few different values, so that most pages end among equal ones. */
  private TestConnection connect(int node) {
    String subject = random.nextInt(4) == 0 ? null : "\ud83d\ude00".repeat(300) + random.nextInt(9);
    TestConnection one = hub.node(node).connect(random.nextInt(4) == 0 ? "" : subject);
    one.address = "192.0.2." + random.nextInt(5);
    one.openedAt = random.nextInt(10);
    one.activity =
        new Activity(random.nextInt(5), random.nextInt(5) * 1_000L, 100 + random.nextInt(20));
    return one;
  }

  private ConnectionPage page(
      ConnectionFilter filter, Order order, @Nullable String cursor, int limit) throws Exception {
    return TestCluster.await(
        hub.node(0)
            .control()
            .connections(
                new ConnectionQuery(filter, order.sort(), order.descending(), cursor, limit)));
  }

  private interface Between {
    void run() throws Exception;
  }

  private List<ConnectionRow> all(ConnectionFilter filter, Order order, int limit, Between between)
      throws Exception {
    ConnectionPage page = page(filter, order, null, limit);
    List<ConnectionRow> rows = new ArrayList<>(page.rows());
    while (page.next().isPresent()) {
      between.run();
      page = page(filter, order, page.next().get(), limit);
      assertThat(page.missing()).isEmpty();
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      rows.addAll(page.rows());
    }
    return rows;
  }

  private static List<Order> orders() {
    List<Order> orders = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      orders.add(new Order(sort, false));
      orders.add(new Order(sort, true));
    }
    return orders;
  }

  private static Comparator<TestConnection> expected(Order order) {
    Comparator<TestConnection> comparator =
        switch (order.sort()) {
          case ID -> Comparator.comparing(TestConnection::id);
          case OPENED -> Comparator.comparing(TestConnection::openedAt);
          case IDLE -> Comparator.comparing((TestConnection c) -> -c.activity.lastDelivery());
          case LAG -> Comparator.comparing((TestConnection c) -> c.activity.lag());
          case WAITING -> Comparator.comparing((TestConnection c) -> c.activity.waitingBytes());
          case SUBJECT ->
              Comparator.comparing((TestConnection c) -> c.subject().isPresent())
                  // Beyond what a cursor has room for, the id decides.
                  .thenComparing(
                      c -> c.subject().map(s -> s.substring(0, s.length() / 2)).orElse(""));
          case ADDRESS -> Comparator.comparing((TestConnection c) -> c.address);
        };
    comparator = comparator.thenComparing(TestConnection::id);
    return order.descending() ? comparator.reversed() : comparator;
  }

  private static List<String> ids(List<TestConnection> connections) {
    return connections.stream().map(TestConnection::id).toList();
  }

  @Test
  void pagesInEveryOrder_showEachOnce() throws Exception {
    for (Order order : orders()) {
      open.sort(expected(order));
      assertThat(all(ConnectionFilter.ALL, order, 41, () -> {}))
          .as(order.toString())
          .extracting("id")
          .isEqualTo(ids(open));
    }
  }

  @Test
  void whatComesAndGoes_makesPagesNeitherRepeatNorSkipWhoStays() throws Exception {
    for (Order order : orders()) {
      Set<TestConnection> stay = new HashSet<>(open);
      List<ConnectionRow> rows =
          all(
              ConnectionFilter.ALL,
              order,
              50,
              () -> {
                for (int i = 0; i < 5; i++) {
                  TestConnection goes = open.remove(random.nextInt(open.size()));
                  goes.close(CloseReason.KICKED);
                  stay.remove(goes);
                  open.add(connect(i % 3));
                }
              });
      assertThat(rows).as(order.toString()).extracting("id").doesNotHaveDuplicates();
      Set<String> shown = rows.stream().map(ConnectionRow::id).collect(Collectors.toSet());
      assertThat(shown).containsAll(stay.stream().map(TestConnection::id).toList());
    }
  }

  @Test
  void thresholds_holdInEveryOrder_andForCountsAndKicks() throws Exception {
    long now = System.currentTimeMillis();
    for (TestConnection one : open) {
      one.openedAt = now - Duration.ofHours(1).toMillis();
      one.activity = new Activity(0, 0, now);
    }
    List<TestConnection> meant = new ArrayList<>(open.subList(0, 90));
    meant.forEach(one -> one.activity = new Activity(10, 2_000, now - 60_000));
    open.get(100).activity = new Activity(9, 2_000, now - 60_000);
    open.get(101).activity = new Activity(10, 1_999, now - 60_000);
    open.get(102).activity = new Activity(10, 2_000, now);
    Duration minute = Duration.ofSeconds(60);
    ConnectionFilter filter =
        ConnectionFilter.ALL.reaching(
            new Thresholds(minute, Duration.ofHours(2), minute, 10, 2_000));
    for (Order order : orders()) {
      meant.sort(expected(order));
      assertThat(all(filter, order, 20, () -> {})).extracting("id").isEqualTo(ids(meant));
    }
    Thresholds old = new Thresholds(Duration.ofHours(2), null, null, 0, 0);
    assertThat(page(ConnectionFilter.ALL.reaching(old), Order.BY_ID, null, 10).rows()).isEmpty();

    Control control = hub.node(1).control();
    assertThat(TestCluster.await(control.count(filter)).total()).isEqualTo(90);
    assertThat(meant).allMatch(one -> one.closed.get() == null);
    KickReport report = TestCluster.await(control.kick(filter));
    assertThat(report.total()).isEqualTo(90);
    assertThat(report.unfinished()).isEmpty();
    assertThat(open).filteredOn(one -> one.closed.get() != null).hasSameElementsAs(meant);
  }

  @Test
  void oneById_mustReachTheThresholds_too() throws Exception {
    TestConnection one = open.get(2);
    one.activity = new Activity(4, 0, 0);
    ConnectionFilter id = ConnectionFilter.ofId(one.id());
    ConnectionFilter enough = id.reaching(new Thresholds(null, null, null, 4, 0));
    ConnectionFilter more = id.reaching(new Thresholds(null, null, null, 5, 0));
    Control control = hub.node(0).control();
    assertThat(page(more, Order.BY_ID, null, 10).rows()).isEmpty();
    assertThat(page(enough, new Order(Sort.LAG, true), null, 10).rows()).hasSize(1);
    assertThat(TestCluster.await(control.kick(more)).total()).isZero();
    assertThat(TestCluster.await(control.count(enough)).total()).isEqualTo(1);
    assertThat(one.closed).hasValue(null);
    assertThat(TestCluster.await(control.kick(enough)).total()).isEqualTo(1);
    assertThat(one.closed).hasValue(CloseReason.KICKED);
  }

  @Test
  void cursorOfAnotherOrder_orOfNobody_isRefused() throws Exception {
    Order byLag = new Order(Sort.LAG, false);
    String cursor = page(ConnectionFilter.ALL, byLag, null, 5).next().orElseThrow();
    assertThat(page(ConnectionFilter.ALL, byLag, cursor, 5).rows()).hasSize(5);
    for (String wrong :
        List.of(cursor.substring(2), "", "bnVsbA", "W10", "\u00fc", "a".repeat(99))) {
      assertThatThrownBy(() -> page(ConnectionFilter.ALL, byLag, wrong, 5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the cursor does not belong to this list");
    }
    for (Order other : List.of(new Order(Sort.LAG, true), Order.BY_ID)) {
      assertThatThrownBy(() -> page(ConnectionFilter.ALL, other, cursor, 5))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nodeThatIsTooBusyToLookInTime_isNamed() throws Exception {
    hub.node(2).loops.get(0).busy = true;
    ConnectionPage page = page(ConnectionFilter.ALL, new Order(Sort.LAG, false), null, 500);
    assertThat(page.missing()).containsExactly(new Missing("node-2", "it did not answer in time"));
    assertThat(page.rows()).hasSize(400);
    assertThat(TestCluster.await(hub.node(0).control().count(ConnectionFilter.ALL)).unfinished())
        .containsExactly("node-2");
  }
}
