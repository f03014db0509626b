package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishes are traced, for a collector that takes OTLP. */
final class TracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TOPIC = "https://example.com/traced";

  private final Vertx vertx = Vertx.vertx();
  private final List<Buffer> collected = new CopyOnWriteArrayList<>();
  private HttpServer collector;

  @BeforeEach
  void start() throws Exception {
    collector =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              if (request.path().equals("/v1/traces")) {
                                collected.add(body);
                              }
                              request.response().end();
                            }))
            .listen(0, "127.0.0.1")
            .await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private TestHub hub(String sample) {
    return TestHub.start(
        "tracing.endpoint=http://127.0.0.1:" + collector.actualPort(), "tracing.sample=" + sample);
  }

  private static int publish(TestHub hub, String sampled, String... fields) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url())
            .header("Authorization", "Bearer " + TestTokens.everything())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-" + sampled)
            .POST(BodyPublishers.ofString(TestHub.form(fields)))
            .build();
    return hub.send(request).statusCode();
  }

  /** Protocol buffers have texts as they are. */
  private String collected() {
    StringBuilder all = new StringBuilder();
    collected.forEach(body -> all.append(body.toString(StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  @Test
  void publish_continuesItsPublishersTrace_withoutItsData() throws Exception {
    try (TestHub hub = hub("0")) {
      assertThat(publish(hub, "01", "topic", TOPIC, "id", "urn:x:traced", "data", "secret"))
          .isEqualTo(200);
      assertThat(publish(hub, "01", "data", "no topic")).isEqualTo(400);
    }
    await().until(() -> !collected.isEmpty());
    assertThat(collected())
        .contains(bytes(TRACE), "publish", "append", TOPIC, "urn:x:traced", "realtime-hub")
        .doesNotContain("secret");
  }

  @Test
  void publisherThatDoesNotTrace_isNotTraced() throws Exception {
    try (TestHub hub = hub("1")) {
      assertThat(publish(hub, "00", "topic", TOPIC)).isEqualTo(200);
    }
    assertThat(collected()).doesNotContain(TOPIC);
  }
}
