package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.control.Control;
import org.realtimehub.control.Restriction;
import org.realtimehub.control.RestrictionOutcome;

/** Banned subjects and revoked tokens. */
@Timeout(120)
class RestrictionTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final List<String> FORMATS =
      List.of("text/event-stream", "application/x-ndjson", "application/json");

  private final String mallory = TestTokens.named("mallory", "t1");
  private final String alice = TestTokens.named("alice", "t2");
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start("connections.max=2", "connections.max-wait=1m");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Control control() {
    return hub.node().control();
  }

  private void ban(String subject, Instant until) {
    assertThat(hub.await(control().ban(subject, until, "operator", "spam")))
        .isInstanceOf(RestrictionOutcome.InForce.class);
  }

  private void ban(String subject) {
    ban(subject, Instant.now().plusSeconds(60));
  }

  private void revoke(String tokenId) {
    assertThat(hub.await(control().revoke(tokenId, Restriction.FOREVER, "operator", "leaked")))
        .isInstanceOf(RestrictionOutcome.InForce.class);
  }

  private HttpResponse<String> get(String token, String path, String accept) {
    return hub.get(hub.at(path), "Authorization", "Bearer " + token, "Accept", accept);
  }

  private HttpResponse<String> subscribe(String token, String accept) {
    return get(token, "/.well-known/mercure?match=" + TestHub.encode(TOPIC), accept);
  }

  private HttpResponse<String> history(String token) {
    return get(token, "/.well-known/mercure/history?match=*", "*/*");
  }

  private HttpResponse<String> subscriptions(String token) {
    return get(token, "/.well-known/mercure/subscriptions", "*/*");
  }

  private void awaitClosed(CloseReason reason, int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> hub.node().view().connections().counts().totalClosed(reason) == (long) count);
  }

  @Test
  void ban_closesStreams_andKeepsTheSubjectOut_untilItIsLifted() {
    try (LineStream banned =
            LineStream.get(hub.url("match", TOPIC), "Authorization", "Bearer " + mallory);
        EventStream other = hub.subscribeAs(alice, "match", TOPIC)) {
      ban("mallory");
      assertThat(banned.remainingLines())
          .contains(": closed, banned")
          .noneMatch(l -> l.startsWith("id: #") && l.length() > 40);
      awaitClosed(CloseReason.BANNED, 1);
      for (String format : FORMATS) {
        HttpResponse<String> response = subscribe(mallory, format);
        assertThat(response.statusCode()).as(format).isEqualTo(204);
        assertThat(response.body()).isEmpty();
      }
      HttpRequest head =
          HttpRequest.newBuilder(hub.url("match", TOPIC))
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .header("Authorization", "Bearer " + mallory)
              .build();
      assertThat(hub.send(head).statusCode()).isEqualTo(204);
      HttpRequest query =
          HttpRequest.newBuilder(hub.url())
              .method("QUERY", HttpRequest.BodyPublishers.ofString(TestHub.form("match", TOPIC)))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Authorization", "Bearer " + mallory)
              .build();
      assertThat(hub.send(query).statusCode()).isEqualTo(204);

      assertThat(hub.tryPublishAs(alice, "topic", TOPIC, "data", "on").statusCode()).isEqualTo(200);
      assertThat(other.next().getData()).isEqualTo("on");
      hub.await(control().unban("mallory"));
      try (EventStream again = hub.subscribeAs(mallory, "match", TOPIC)) {
        hub.publish("topic", TOPIC, "data", "back");
        assertThat(again.next().getData()).isEqualTo("back");
      }
    }
    hub.awaitNothingLeft();
  }

  @Test
  void bannedSubject_isRefusedEverythingElse_andToldUntilWhen() {
    Instant until = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    ban("mallory", until);
    for (HttpResponse<String> refused :
        List.of(
            hub.tryPublishAs(mallory, "topic", TOPIC, "data", "x"),
            history(mallory),
            subscriptions(mallory))) {
      Refused.with(403, refused).as("banned").naming("until " + until).unchallenged();
    }
    assertThat(hub.tryPublishAs(alice, "topic", TOPIC, "data", "x").statusCode()).isEqualTo(200);
    assertThat(history(alice).statusCode()).isEqualTo(200);
    assertThat(subscriptions(alice).statusCode()).isEqualTo(200);
  }

  @Test
  void revokedToken_isInvalidEverywhere_thoughItWasVerifiedBefore() {
    assertThat(history(mallory).statusCode()).isEqualTo(200);
    try (LineStream stream =
            LineStream.get(hub.url("match", TOPIC), "Authorization", "Bearer " + mallory);
        EventStream other = hub.subscribeAs(alice, "match", TOPIC)) {
      revoke("t1");
      assertThat(stream.remainingLines()).contains(": closed, revoked");
      awaitClosed(CloseReason.REVOKED, 1);
      for (String format : FORMATS) {
        Refused.with(401, subscribe(mallory, format)).as("invalid-token");
      }
      Refused.with(401, history(mallory)).as("invalid-token");
      Refused.with(401, subscriptions(mallory)).as("invalid-token");
      Refused.with(401, hub.tryPublishAs(mallory, "topic", TOPIC, "data", "x")).as("invalid-token");
      String another = TestTokens.named("mallory", "t3");
      assertThat(history(another).statusCode())
          .as("another token of the same subject")
          .isEqualTo(200);
      hub.publish("topic", TOPIC, "data", "on");
      assertThat(other.next().getData()).isEqualTo("on");
    }
    hub.await(control().unrevoke("t1"));
    assertThat(history(mallory).statusCode()).isEqualTo(200);
  }

  @Test
  void newcomersWhoWait_areLookedAtAgain_whenTheirTurnComes() {
    try (EventStream first = hub.subscribe("match", TOPIC);
        EventStream second = hub.subscribe("match", TOPIC)) {
      CompletableFuture<HttpResponse<String>> banned =
          CompletableFuture.supplyAsync(() -> subscribe(mallory, "text/event-stream"));
      CompletableFuture<HttpResponse<String>> revoked =
          CompletableFuture.supplyAsync(() -> subscribe(alice, "text/event-stream"));
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> hub.node().view().admission().waiting() == 2);
      ban("mallory");
      revoke("t2");
      hub.node().view().connections().all().forEach(c -> c.close(CloseReason.DRAINED));
      first.awaitEnd();
      second.awaitEnd();
      assertThat(banned.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(204);
      Refused.with(401, revoked.orTimeout(20, TimeUnit.SECONDS).join()).as("invalid-token");
    }
    hub.awaitNothingLeft();
  }

  @Test
  void publishWhoseBodyIsOnItsWay_isRefused_whenTheBanComesFirst() {
    String body = TestHub.form("topic", TOPIC, "data", "late");
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(
          "POST /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + mallory
              + "\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue"
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body.substring(0, 5));
      // The token is looked at in the turn in which the hub asks for the body.
      raw.readUntil("100 Continue\r\n\r\n");
      ban("mallory");
      raw.send(body.substring(5));
      assertThat(raw.readUntil("HTTP/1.1 403")).isNotEmpty();
    }
    assertThat(history(alice).body()).doesNotContain("late");
  }
}
