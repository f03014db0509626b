package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.SelfSignedCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realtimehub.connection.CloseReason;

/** The same hub over every way of speaking HTTP that it has. */
class HttpVersionsTest {

  private static final String TOPIC = "https://example.com/versions";

  /** A way to speak HTTP. */
  enum Speech {
    HTTP_1_1(HttpVersion.HTTP_1_1, false, false),
    H2C_PRIOR_KNOWLEDGE(HttpVersion.HTTP_2, false, false),
    H2C_UPGRADE(HttpVersion.HTTP_2, false, true),
    TLS_HTTP_1_1(HttpVersion.HTTP_1_1, true, false),
    TLS_HTTP_2(HttpVersion.HTTP_2, true, false);

    final HttpVersion version;
    final boolean tls;
    final boolean upgrade;

    Speech(HttpVersion version, boolean tls, boolean upgrade) {
      this.version = version;
      this.tls = tls;
      this.upgrade = upgrade;
    }

    HttpClientOptions options() {
      return new HttpClientOptions()
          .setProtocolVersion(version)
          .setHttp2ClearTextUpgrade(upgrade)
          .setSsl(tls)
          .setUseAlpn(tls)
          .setTrustAll(true)
          .setVerifyHost(false);
    }
  }

  private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create();

  private static Vertx vertx;
  private static TestHub plain;
  private static TestHub secure;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    plain = TestHub.start();
    secure =
        TestHub.start(
            "http.tls.certificate=" + CERTIFICATE.certificatePath(),
            "http.tls.key=" + CERTIFICATE.privateKeyPath());
  }

  @AfterAll
  static void stop() {
    plain.close();
    secure.close();
    await(vertx.close());
    CERTIFICATE.delete();
  }

  @ParameterizedTest
  @EnumSource
  void subscribePublishAndResume_workOverEveryVersion(Speech speech) {
    TestHub hub = speech.tls ? secure : plain;
    HttpClientAgent client = vertx.createHttpClient(speech.options());
    try {
      Subscriber first = new Subscriber(get(client, hub, ""));
      assertThat(first.response.statusCode()).isEqualTo(200);
      assertThat(first.response.version()).isEqualTo(speech.version);
      String one = publish(client, hub, "one");
      first.awaitText("id: " + one + "\n");
      first.request.reset();

      String two = publish(client, hub, "two");
      Subscriber again = new Subscriber(get(client, hub, "&last_event_id=" + one));
      assertThat(again.response.getHeader("Mercure-Last-Event-ID")).isEqualTo(one);
      again.awaitText("id: " + two + "\n");
      String three = publish(client, hub, "three");
      again.awaitText("id: " + three + "\n");
      assertThat(again.text()).doesNotContain("data: one\n").containsOnlyOnce("data: two\n");
      again.request.reset();
      hub.awaitNothingLeft();
    } finally {
      await(client.close());
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusals_lookTheSameOverEveryVersion(Speech speech) {
    TestHub hub = speech.tls ? secure : plain;
    HttpClientAgent client = vertx.createHttpClient(speech.options());
    try {
      Subscriber refused = new Subscriber(get(client, hub, "%80"));
      assertThat(refused.response.statusCode()).isEqualTo(400);
      assertThat(refused.response.getHeader("content-type")).isEqualTo("application/problem+json");
      refused.awaitText("\\\"match\\\" is not valid UTF-8");
    } finally {
      await(client.close());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2C_PRIOR_KNOWLEDGE", "H2C_UPGRADE", "TLS_HTTP_2"})
  void resetStream_endsAlone_andIsCountedAsReset(Speech speech) {
    TestHub hub = speech.tls ? secure : plain;
    HttpClientAgent client = vertx.createHttpClient(speech.options());
    try {
      long before = resets(hub);
      HttpClientConnection connection =
          await(client.connect(new HttpConnectOptions().setHost("localhost").setPort(hub.port())));
      List<Subscriber> streams = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        streams.add(new Subscriber(on(connection, hub)));
      }
      assertThat(hub.connections()).isEqualTo(5);
      streams.get(2).request.reset();
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> resets(hub) == before + 1 && hub.connections() == 4);

      publish(client, hub, "for four");
      streams.remove(2);
      streams.forEach(stream -> stream.awaitText("data: for four\n"));
      await(connection.close());
      hub.awaitNothingLeft();
      assertThat(resets(hub)).isEqualTo(before + 1);
    } finally {
      await(client.close());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2C_PRIOR_KNOWLEDGE", "TLS_HTTP_2"})
  void refusedBodyThatGoesOnAndOn_endsItsStreamAlone(Speech speech) {
    TestHub hub = speech.tls ? secure : plain;
    HttpClientAgent client = vertx.createHttpClient(speech.options());
    try {
      HttpClientConnection connection =
          await(client.connect(new HttpConnectOptions().setHost("localhost").setPort(hub.port())));
      Subscriber neighbour = new Subscriber(on(connection, hub));
      HttpClientRequest endless =
          await(connection.request(options(hub, HttpMethod.POST, ""))).setChunked(true);
      Promise<Void> broken = Promise.promise();
      endless.response().onSuccess(answer -> answer.handler(bytes -> {}));
      endless.exceptionHandler(broken::tryFail);
      sendOn(endless);
      assertThat(broken.future().toCompletionStage().toCompletableFuture())
          .failsWithin(TestHub.PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StreamResetException.class);

      publish(client, hub, "for the neighbour");
      neighbour.awaitText("data: for the neighbour\n");
      await(connection.close());
    } finally {
      await(client.close());
    }
  }

  private static void sendOn(HttpClientRequest request) {
    request.write(Buffer.buffer(new byte[16_384])).onSuccess(v -> sendOn(request));
  }

  @Test
  void http2SwitchedOff_isAnsweredInHttp11() {
    try (TestHub hub = TestHub.start("http.h2=false")) {
      HttpClientAgent client = vertx.createHttpClient(Speech.H2C_UPGRADE.options());
      Subscriber stream = new Subscriber(get(client, hub, ""));
      assertThat(stream.response.version()).isEqualTo(HttpVersion.HTTP_1_1);
      hub.publish("topic", TOPIC, "data", "old");
      stream.awaitText("data: old\n");
      await(client.close());
      hub.awaitNothingLeft();
    }
  }

  private static long resets(TestHub hub) {
    return hub.node().view().connections().counts().totalClosed(CloseReason.STREAM_RESET);
  }

  private static HttpClientRequest get(HttpClient client, TestHub hub, String more) {
    return await(client.request(options(hub, HttpMethod.GET, "?match=" + TOPIC + more)));
  }

  private static HttpClientRequest on(HttpClientConnection connection, TestHub hub) {
    return await(connection.request(options(hub, HttpMethod.GET, "?match=" + TOPIC)));
  }

  private static RequestOptions options(TestHub hub, HttpMethod method, String query) {
    return new RequestOptions()
        .setMethod(method)
        .setHost("localhost")
        .setPort(hub.port())
        .setURI("/.well-known/mercure" + query);
  }

  private static String publish(HttpClient client, TestHub hub, String data) {
    HttpClientRequest request = await(client.request(options(hub, HttpMethod.POST, "")));
    request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.everything());
    request.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    String form = TestHub.form("topic", TOPIC, "data", data);
    // Asked for before the request leaves: outside the event loop, it could pass by otherwise.
    Future<String> body =
        request
            .response()
            .expecting(HttpResponseExpectation.SC_OK)
            .compose(HttpClientResponse::body)
            .map(Buffer::toString);
    request.end(Buffer.buffer(form));
    return await(body);
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TestHub.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Collects what comes on a stream. */
  private static final class Subscriber {

    private final HttpClientRequest request;
    private final HttpClientResponse response;
    private final StringBuilder text = new StringBuilder();

    Subscriber(HttpClientRequest request) {
      this.request = request;
      Future<HttpClientResponse> head =
          request.response().onSuccess(r -> r.handler(this::add).exceptionHandler(e -> {}));
      request.end();
      this.response = await(head);
    }

    private synchronized void add(Buffer bytes) {
      text.append(bytes);
    }

    synchronized String text() {
      return text.toString();
    }

    void awaitText(String wanted) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> text().contains(wanted));
    }
  }
}
