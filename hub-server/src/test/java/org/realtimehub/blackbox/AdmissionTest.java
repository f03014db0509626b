package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A full hub: who waits, who is sent away, and that every place is given back. */
@Tag("streams")
class AdmissionTest {

  private static final String TOPIC = "https://example.com/crowded";
  private static final String GOES_ON = "\n\n\r\n";

  private static TestHub crowded(String maxWait) {
    return TestHub.start(
        "connections.max=2", "connections.max-waiting=1", "connections.max-wait=" + maxWait);
  }

  @Test
  void thirdClient_getsThePlaceOfOneThatCloses() {
    try (TestHub hub = crowded("20s")) {
      RawConnection first = RawConnection.to(hub).subscribe(hub, "match", TOPIC);
      first.readUntil(GOES_ON);
      try (EventStream second = hub.subscribe("match", TOPIC);
          RawConnection third = waiting(hub)) {
        first.close();
        third.readUntil(GOES_ON);
        hub.publish("topic", TOPIC, "data", "both");
        assertThat(second.next().getData()).isEqualTo("both");
        third.readUntil("data: both\n");
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void thirdClient_getsThePlaceOfOneThatResets() {
    try (TestHub hub = crowded("20s")) {
      RawConnection first = RawConnection.to(hub).subscribe(hub, "match", TOPIC);
      first.readUntil(GOES_ON);
      try (EventStream second = hub.subscribe("match", TOPIC);
          RawConnection third = waiting(hub)) {
        first.reset();
        third.readUntil(GOES_ON);
        assertThat(second.ended()).isFalse();
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void whoCameFirst_isServedFirst() {
    try (TestHub hub = TestHub.start("connections.max=1", "connections.max-waiting=3")) {
      RawConnection holder = RawConnection.to(hub).subscribe(hub, "match", TOPIC);
      holder.readUntil(GOES_ON);
      List<RawConnection> queue = List.of(waiting(hub, 1), waiting(hub, 2), waiting(hub, 3));
      for (RawConnection next : queue) {
        holder.close();
        next.readUntil(GOES_ON);
        assertThat(hub.node().view().admission().held()).isEqualTo(1);
        holder = next;
      }
      holder.close();
      hub.awaitNothingLeft();
    }
  }

  @Test
  void fourthClient_isSentAway_andToldWhenToComeBack() {
    try (TestHub hub = crowded("20s")) {
      try (EventStream first = hub.subscribe("match", TOPIC);
          EventStream second = hub.subscribe("match", TOPIC);
          RawConnection third = waiting(hub)) {
        assertComeBack(hub.get(hub.url("match", TOPIC)), 503);
        assertThat(first.ended() || second.ended()).isFalse();
        third.reset();
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void waitThatTakesTooLong_is503_andItsConnectionGoesOn() {
    try (TestHub hub = crowded("1s")) {
      EventStream first = hub.subscribe("match", TOPIC);
      try (EventStream second = hub.subscribe("match", TOPIC);
          RawConnection third = waiting(hub)) {
        assertThat(third.readHead())
            .startsWith("HTTP/1.1 503 ")
            .containsIgnoringCase("retry-after");
        third.readUntil("}");
        assertThat(hub.node().view().admission().waiting()).isZero();
        first.close();
        Awaitility.await()
            .atMost(TestHub.PATIENCE)
            .until(() -> hub.node().view().admission().held() == 1);
        third.subscribe(hub, "match", TOPIC).readUntil(GOES_ON);
        assertThat(second.ended()).isFalse();
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void clientThatLeavesTheQueue_freesItsPlaceInIt() {
    try (TestHub hub = crowded("20s")) {
      EventStream first = hub.subscribe("match", TOPIC);
      try (EventStream second = hub.subscribe("match", TOPIC)) {
        waiting(hub).close();
        awaitWaiting(hub, 0);
        waiting(hub).reset();
        awaitWaiting(hub, 0);
        try (RawConnection next = waiting(hub)) {
          first.close();
          next.readUntil(GOES_ON);
          assertThat(second.ended()).isFalse();
        }
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void longPoll_takesAPlaceUntilItIsAnswered() {
    try (TestHub hub = TestHub.start("connections.max=1", "connections.max-waiting=1")) {
      try (RawConnection poll = RawConnection.to(hub)) {
        poll.send("GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.1\r\nHost: localhost\r\n");
        poll.send("Accept: application/json\r\n\r\n");
        awaitHeld(hub, 1);
        try (RawConnection next = waiting(hub)) {
          hub.publish("topic", TOPIC, "data", "poll");
          poll.readUntil("poll");
          next.readUntil(GOES_ON);
        }
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void publishing_needsNoPlace() {
    try (TestHub hub = TestHub.start("connections.max=1", "connections.max-waiting=0")) {
      try (EventStream only = hub.subscribe("match", TOPIC)) {
        assertComeBack(hub.get(hub.url("match", TOPIC)), 503);
        hub.publish("topic", TOPIC, "data", "still");
        assertThat(only.next().getData()).isEqualTo("still");
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void connectionsOfOneAddress_areLimited() {
    try (TestHub hub = TestHub.start("connections.per-address=2")) {
      EventStream first = hub.subscribe("match", TOPIC);
      try (EventStream second = hub.subscribe("match", TOPIC)) {
        assertComeBack(hub.get(hub.url("match", TOPIC)), 429);
        first.close();
        awaitHeld(hub, 1);
        hub.subscribe("match", TOPIC).close();
        assertThat(second.ended()).isFalse();
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void connectionsOfOneToken_areLimited_andNobodyElses() {
    try (TestHub hub = TestHub.start("connections.per-token=1")) {
      String token = subscriber(hub);
      EventStream first = hub.subscribeAs(token, "match", TOPIC);
      try (EventStream other = hub.subscribeAs(subscriber(hub), "match", TOPIC);
          EventStream anonymous = hub.subscribe("match", TOPIC);
          EventStream anotherAnonymous = hub.subscribe("match", TOPIC)) {
        HttpResponse<String> refused =
            hub.get(hub.url("match", TOPIC), "Authorization", "Bearer " + token);
        assertComeBack(refused, 429);
        first.close();
        awaitHeld(hub, 3);
        hub.subscribeAs(token, "match", TOPIC).close();
        assertThat(other.ended() || anonymous.ended() || anotherAnonymous.ended()).isFalse();
      }
      hub.awaitNothingLeft();
    }
  }

  @Test
  void tokensWithoutIdAndSubject_areNotOneToken() {
    try (TestHub hub = TestHub.start("connections.per-token=1")) {
      String one = TestTokens.draft07(List.of(), List.of("*"));
      String two = TestTokens.draft07(List.of(), List.of(TOPIC), Duration.ofMinutes(5));
      try (EventStream first = hub.subscribeAs(one, "match", TOPIC);
          EventStream second = hub.subscribeAs(two, "match", TOPIC)) {
        assertThat(first.ended() || second.ended()).isFalse();
      }
      hub.awaitNothingLeft();
    }
  }

  private static String subscriber(TestHub hub) {
    return TestTokens.draft08(hub, List.of("subscribe"), List.of(TestTokens.topic(TOPIC, "exact")));
  }

  /** A client that waits alone. */
  private static RawConnection waiting(TestHub hub) {
    return waiting(hub, 1);
  }

  /** A client that waits as the last of a number of clients. */
  private static RawConnection waiting(TestHub hub, int number) {
    RawConnection client = RawConnection.to(hub).subscribe(hub, "match", TOPIC);
    awaitWaiting(hub, number);
    return client;
  }

  private static void awaitWaiting(TestHub hub, int number) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> hub.node().view().admission().waiting() == number);
  }

  private static void awaitHeld(TestHub hub, int number) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> hub.node().view().admission().held() == number);
  }

  private static void assertComeBack(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("urn:hub:problem:");
  }
}
