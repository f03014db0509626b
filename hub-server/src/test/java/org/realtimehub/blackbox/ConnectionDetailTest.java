package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.access.Dialect;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Particulars;
import org.realtimehub.connection.Particulars.Form;
import org.realtimehub.control.ConnectionDetail;
import org.realtimehub.control.ConnectionRow.Match;

/** What an operator is told of one connection. */
@Tag("streams")
@Timeout(120)
class ConnectionDetailTest {

  private static final String TOPIC = "https://example.com/books/1";

  private TestHub hub;

  @BeforeEach
  void start() {
    hub =
        TestHub.start(
            "subscribe.long-poll-timeout=1m", "subscribe.max-age=1h", "http.write-buffer=64KiB");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  /** Of the only connection. */
  private ConnectionDetail detail() {
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
    String id = hub.node().view().connections().all().iterator().next().id();
    return hub.await(hub.node().control().connection(id)).detail().orElseThrow();
  }

  @Test
  void stream_tellsItsTokenAndItsPlace() {
    String token = TestTokens.draft07(List.of("/p"), List.of("/s", "/r"), Duration.ofMinutes(9));
    Instant before = Instant.now();
    try (EventStream stream = hub.subscribeAs(token, "topic", TOPIC)) {
      ConnectionDetail fresh = detail();
      assertThat(fresh.row().lastDelivery()).isEmpty();
      hub.publish("topic", TOPIC, "data", "x");
      stream.next();
      ConnectionDetail detail = detail();
      assertThat(detail.row().matchers()).containsExactly(new Match("uritemplate", TOPIC));
      assertThat(detail.row().lastDelivery()).isPresent();
      assertThat(detail.token().dialect()).isEqualTo(Dialect.DRAFT_07);
      assertThat(detail.token().subscribe())
          .containsExactly(new Match("uritemplate", "/r"), new Match("uritemplate", "/s"));
      // Of the older tokens, each key speaks for its role alone.
      assertThat(detail.token().publish()).isEmpty();

      Particulars now = detail.particulars();
      assertThat(now.live()).isTrue();
      assertThat(now.position().offset()).isGreaterThan(fresh.particulars().position().offset());
      assertThat(now.transfer().form()).isEqualTo(Form.STREAM);
      assertThat(now.transfer().protocol()).isEqualTo("HTTP/1.1");
      assertThat(now.transfer().sentBytes())
          .isGreaterThan(fresh.particulars().transfer().sentBytes());
      assertThat(now.expires().orElseThrow())
          .isBetween(
              before.plus(Duration.ofMinutes(9)).minusSeconds(1),
              Instant.now().plus(Duration.ofMinutes(9)));
      assertThat(now.ends().orElseThrow()).isBefore(Instant.now().plus(Duration.ofHours(1)));
    }
  }

  @Test
  void namedToken_isNamed() {
    try (EventStream stream = hub.subscribeAs(TestTokens.named("alice", "t1"), "match", TOPIC)) {
      ConnectionDetail detail = detail();
      assertThat(detail.row().subject()).contains("alice");
      assertThat(detail.token().id()).contains("t1");
      assertThat(detail.token().dialect()).isEqualTo(Dialect.DRAFT_08);
      assertThat(stream.ended()).isFalse();
    }
  }

  @Test
  void stalledReader_showsWhatWaits_andHowFarItIs() {
    try (SlowReader reader = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      detail();
      int updates = StalledReaderTest.publishUntilStalled(hub, 1).size();
      ConnectionDetail detail = detail();
      assertThat(detail.particulars().live()).isFalse();
      assertThat(detail.row().activity().lag()).isBetween(1L, (long) updates);
      assertThat(detail.row().activity().waitingBytes()).isPositive();
      long sent = detail.particulars().transfer().sentBytes();
      assertThat(sent).isPositive();
      assertThat(detail().particulars().transfer().sentBytes()).isEqualTo(sent);
      assertThat(reader.localPort()).isPositive();
    }
  }

  @Test
  void http2Stream_saysSo() {
    try (Http2Client client = new Http2Client(hub)) {
      HttpClientRequest request = client.subscription(client.connect(), null, "match", TOPIC);
      request.response().onSuccess(HttpClientResponse::pause);
      Http2Client.await(request.end());
      ConnectionDetail detail = detail();
      assertThat(detail.particulars().transfer().protocol()).isEqualTo("HTTP/2");
      assertThat(detail.particulars().expires()).isEmpty();
      assertThat(detail.token().id()).isEmpty();
      assertThat(detail.token().subscribe()).isEmpty();
    }
  }

  @Test
  void poll_saysSo_andWhenItIsAnswered() {
    CompletableFuture<HttpResponse<String>> poll =
        CompletableFuture.supplyAsync(
            () -> hub.get(hub.url("match", TOPIC), "Accept", "application/json"));
    Particulars now = detail().particulars();
    assertThat(now.transfer().form()).isEqualTo(Form.POLL);
    assertThat(now.transfer().lastWriteOrNull()).isNull();
    assertThat(now.ends().orElseThrow()).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
    hub.node().view().connections().all().forEach(c -> c.close(CloseReason.KICKED));
    assertThat(poll.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join().statusCode())
        .isEqualTo(200);
  }

  @Test
  void connectionThatIsGone_isNotFound() {
    assertThat(hub.await(hub.node().control().connection("nobody")).detail()).isEmpty();
  }
}
