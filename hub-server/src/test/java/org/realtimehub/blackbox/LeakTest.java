package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientConnection;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.realtimehub.blackbox.Leaver.Way;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionCounts;
import org.realtimehub.connection.LiveConnection;

/** A connection leaves nothing behind, in whatever way it ends (invariant 5). */
@Tag("streams")
class LeakTest {

  private static final String NEWS = "https://example.com/news";
  private static final String KICKED = "https://example.com/kicked";
  private static final List<Way> WAYS = List.of(Way.values());
  private static final int BATCH = 1_000;
  private static final int BATCHES = 10;
  private static final int PLACES = 400;
  private static final int STREAMS_PER_CONNECTION = 10;

  /**
   * What the heap may grow: 200 bytes for each of 10,000 connections. One that is kept by anything
   * holds its request and response and so some kilobytes; and that none is kept is asserted one by
   * one, by weak references, which no lucky collection can clear as long as they are reachable.
   */
  private static final long NEAR = 2_000_000;

  private final Random random = Seed.random("LeakTest");
  private final Map<String, WeakReference<LiveConnection>> seen = new HashMap<>();

  @Test
  void tenThousandConnections_endedInEveryWay_leaveNothingBehind() {
    try (TestHub hub =
        TestHub.start(
            "http.event-loops=2",
            "connections.max=" + PLACES,
            "connections.max-waiting=" + BATCH,
            "connections.max-wait=1h",
            "history.max-events=100")) {
      batch(hub);
      awaitNothingLeft(hub);
      seen.clear();
      long before = heapAfterCollection();
      for (int i = 0; i < BATCHES; i++) {
        batch(hub);
      }
      awaitNothingLeft(hub);
      assertCountsAddUp(hub.node().view().connections().counts());
      assertNothingIsKept(before);
    }
  }

  private void assertNothingIsKept(long heapBefore) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(seen.values()).noneMatch(connection -> connection.get() != null);
            });
    assertThat(seen).hasSizeGreaterThan(BATCH);
    seen.clear();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(() -> assertThat(heapAfterCollection() - heapBefore).isLessThan(NEAR));
  }

  /** Many come, some have to wait; all leave, among updates that are being delivered. */
  private void batch(TestHub hub) {
    List<Leaver> leavers = new ArrayList<>();
    String expiring = TestTokens.draft07(List.of(), List.of("*"), Duration.ofSeconds(3));
    try (Http2Client client = new Http2Client(hub);
        Publishing publishing = Publishing.to(hub, NEWS)) {
      HttpClientConnection shared = client.connect();
      HttpClientConnection closing = client.connect();
      int onClosing = 0;
      for (int i = 0; i < BATCH; i++) {
        Leaver leaver = new Leaver(WAYS.get(random.nextInt(WAYS.size())));
        leavers.add(leaver);
        if (leaver.way() == Way.CONNECTION_CLOSE) {
          if (onClosing++ % STREAMS_PER_CONNECTION == 0) {
            closing = client.connect();
          }
          leaver.come(client, closing, token(leaver, expiring), parameters(leaver));
        } else if (leaver.way().http2()) {
          leaver.come(client, shared, token(leaver, expiring), parameters(leaver));
        } else {
          leaver.come(hub, token(leaver, expiring), parameters(leaver));
        }
      }
      awaitFull(hub);
      remember(hub);
      Collections.shuffle(leavers, random);
      leavers.forEach(Leaver::leave);
      awaitEmpty(hub);
      publishing.stop();
      leavers.forEach(Leaver::free);
    }
  }

  private @Nullable String token(Leaver leaver, String expiring) {
    if (leaver.way() == Way.EXPIRE) {
      return expiring;
    }
    return random.nextBoolean()
        ? TestTokens.draft07(List.of(), List.of("https://example.com/" + random.nextInt(20)))
        : null;
  }

  private String[] parameters(Leaver leaver) {
    String topic = leaver.way() == Way.KICK ? KICKED : NEWS;
    return switch (random.nextInt(3)) {
      case 0 -> new String[] {"match", topic};
      case 1 -> new String[] {"match", topic, "match_urlpattern", "https://example.com/n*"};
      default -> new String[] {"match", topic, "match", "*", "last_event_id", "earliest"};
    };
  }

  /** Those that left at once may still be on their way in, but the places are all taken. */
  private static void awaitFull(TestHub hub) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(hub.connections()).isEqualTo(PLACES);
              assertThat(hub.node().view().admission().waiting()).isPositive();
            });
  }

  private void awaitEmpty(TestHub hub) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              remember(hub);
              kick(hub);
              assertThat(hub.node().view().admission().waiting()).as("waiting").isZero();
              assertThat(hub.connections()).as("connections").isZero();
            });
  }

  private void remember(TestHub hub) {
    for (LiveConnection connection : hub.node().view().connections().all()) {
      seen.computeIfAbsent(connection.id(), id -> new WeakReference<>(connection));
    }
  }

  private static void kick(TestHub hub) {
    for (LiveConnection connection : hub.node().view().connections().all()) {
      if (connection.interest().matchers().get(0).value().equals(KICKED)) {
        connection.close(CloseReason.KICKED);
      }
    }
  }

  private static void awaitNothingLeft(TestHub hub) {
    hub.awaitNothingLeft();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(() -> assertThat(hub.state().timeouts()).as("timeouts").isZero());
  }

  private static void assertCountsAddUp(ConnectionCounts counts) {
    long closed = 0;
    StringBuilder reasons = new StringBuilder();
    for (CloseReason reason : CloseReason.values()) {
      closed += counts.totalClosed(reason);
      reasons.append(reason.label()).append('=').append(counts.totalClosed(reason)).append(' ');
    }
    System.out.println("LeakTest: opened=" + counts.totalOpened() + " closed " + reasons);
    assertThat(closed).isEqualTo(counts.totalOpened());
    Set<CloseReason> expected =
        EnumSet.of(
            CloseReason.CLIENT_CLOSED,
            CloseReason.RESET,
            CloseReason.STREAM_RESET,
            CloseReason.WRITE_FAILED,
            CloseReason.KICKED,
            CloseReason.EXPIRED);
    assertThat(expected).allMatch(reason -> counts.totalClosed(reason) > 0);
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
