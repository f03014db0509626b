package org.realtimehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.config.DevelopmentKeys;

final class ClientCommandsTest {
  private static final String STREAM = "text/event-stream";
  private static final String PROBLEM = "application/problem+json";

  private FakeHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void publish_sendsEveryFieldAndPrintsTheId() {
    hub.answers(200, "text/plain", "urn:uuid:1");

    CommandRun run =
        CommandRun.of(
            "publish",
            "--url",
            hub.url(),
            "--topic",
            "a b",
            "--topic",
            "c",
            "--data",
            "d&e",
            "--private",
            "--id",
            "i",
            "--type",
            "t",
            "--retry",
            "5",
            "--ttl",
            "6",
            "--ephemeral",
            "--token",
            "mine");

    assertThat(run).isEqualTo(new CommandRun(0, "urn:uuid:1" + System.lineSeparator(), ""));
    assertThat(hub.requests())
        .containsExactly(
            new FakeHub.Request(
                "POST",
                "",
                "topic=a+b&topic=c&data=d%26e&private=on&id=i&type=t&retry=5&ttl=6&ephemeral=on",
                "Bearer mine",
                ""));
  }

  @Test
  void publish_readsStandardInput_andTheTokenOfTheEnvironment() {
    hub.answers(200, "text/plain", "1");

    CommandRun.of(
        Map.of("HUB_TOKEN", "theirs"), "line\nend", "publish", "--url", hub.url(), "--topic", "a");

    assertThat(hub.requests())
        .containsExactly(
            new FakeHub.Request("POST", "", "topic=a&data=line%0Aend", "Bearer theirs", ""));
  }

  @Test
  void publish_toThisMachine_makesADevelopmentToken() throws Exception {
    hub.answers(200, "text/plain", "1");

    CommandRun.of("publish", "--url", hub.url(), "--topic", "a", "--data", "");

    String token = hub.requests().get(0).token().substring("Bearer ".length());
    assertThat(SignedJWT.parse(token).verify(new MACVerifier(DevelopmentKeys.SECRET.value())))
        .isTrue();
  }

  @Test
  void publish_thatIsRefused_saysWhyAndEndsWith1() {
    hub.answers(403, PROBLEM, "{\"title\":\"Forbidden\",\"detail\":\"no grant for a\"}");

    CommandRun run = CommandRun.of("publish", "--url", hub.url(), "--topic", "a", "--data", "x");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualToIgnoringNewLines("hub: the hub answered 403: no grant for a");
  }

  @Test
  void publish_toNobody_endsWith1() {
    String url = hub.url();
    hub.close();

    CommandRun run = CommandRun.of("publish", "--url", url, "--topic", "a", "--data", "x");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("hub: cannot reach " + url);
  }

  @Test
  void subscribe_reconnectsAfterTheLastId_untilItHasEnough() {
    hub.answers(200, STREAM, ":\nretry: 1\n\nid: 1\ndata: one\ndata: more\n\ndata: cut off")
        .answers(200, STREAM, "id: 2\nevent: t\ndata: two\n\n");

    CommandRun run =
        CommandRun.of(
            "subscribe",
            "a b",
            "c",
            "--pattern",
            "/:x",
            "--url",
            hub.url(),
            "--token",
            "mine",
            "--json",
            "--count",
            "2");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "{\"id\":\"1\",\"type\":\"message\",\"data\":\"one\\nmore\"}",
            "{\"id\":\"2\",\"type\":\"t\",\"data\":\"two\"}");
    assertThat(run.err()).contains("the stream ended; again in 1 ms");
    String query = "match=a+b&match=c&match_urlpattern=%2F%3Ax";
    assertThat(hub.requests())
        .containsExactly(
            new FakeHub.Request("GET", query, "", "Bearer mine", ""),
            new FakeHub.Request("GET", query, "", "Bearer mine", "1"));
  }

  @Test
  void subscribe_printsEventsAsTheyAreWritten() {
    hub.answers(200, STREAM, "id: 1\nevent: t\ndata: one\ndata: more\n\n");

    CommandRun run =
        CommandRun.of(
            "subscribe", "a", "--url", hub.url(), "--last-event-id", "earliest", "--count", "1");

    assertThat(run.out().lines())
        .containsExactly("id: 1", "event: t", "data: one", "data: more", "");
    assertThat(hub.requests().get(0).lastEventId()).isEqualTo("earliest");
  }

  @Test
  void subscribe_retriesWhenTheHubIsFull_andStopsWhenItIsToldTo() {
    hub.answers(200, STREAM, "retry: 1\n\n")
        .answers(503, PROBLEM, "{\"detail\":\"full\"}")
        .answers(204, "text/plain", "");

    CommandRun run = CommandRun.of("subscribe", "a", "--url", hub.url());

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("the hub answered 503: full; again in 2 ms", "the hub asks not to come back");
    assertThat(hub.requests()).hasSize(3);
  }

  @Test
  void subscribe_stopsWhenItMayNot() {
    hub.answers(401, PROBLEM, "{\"title\":\"Unauthorized\"}");

    CommandRun run = CommandRun.of("subscribe", "a", "--url", hub.url());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("the hub answered 401: Unauthorized");
    assertThat(hub.requests()).hasSize(1);
  }
}
