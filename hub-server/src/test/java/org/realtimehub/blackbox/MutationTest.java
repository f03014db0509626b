package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Thousands of damaged requests: none may make the hub fail, and none may leave anything behind.
 * With {@code -Dmutation.seed=…} the requests of a failed run come again.
 */
class MutationTest {

  private static final long SEED = Long.getLong("mutation.seed", System.nanoTime());
  private static final int BATCHES = 2_500;
  private static final int BATCH = 4;
  private static final int THREADS = 8;

  /** How long a connection is read that says nothing more. */
  private static final int QUIET_MILLIS = 25;

  /** 501 is Vert.x' answer to an unknown version of HTTP. */
  private static final Pattern FAILURE = Pattern.compile("HTTP/\\d\\.\\d 5(?!03|01)\\d\\d");

  private static final String TOPIC = "https://example.com/mutants/1";

  @Test
  void noMutant_makesTheHubFail_orLeavesAnythingBehind() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    LoggerFactory.getLogger(MutationTest.class).info("mutation.seed={}", SEED);
    log.start();
    root.addAppender(log);
    try (TestHub hub = TestHub.start()) {
      List<byte[]> requests = requests();
      sendAll(hub, requests);

      assertThat(log.list)
          .as("seed " + SEED)
          .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
          .filteredOn(event -> event.getThrowableProxy() != null && !knownInVertx(event))
          .map(event -> event.getFormattedMessage() + ": " + event.getThrowableProxy().getMessage())
          .isEmpty();
      hub.awaitNothingLeft();
      try (EventStream stream = hub.subscribe("match", TOPIC + "/after")) {
        hub.publish("topic", TOPIC + "/after", "data", "alive");
        assertThat(stream.next().getData()).isEqualTo("alive");
      }
    } finally {
      root.detachAppender(log);
    }
  }

  /** Vert.x 5.0.10 stumbles over the error of a stream that it has forgotten, and goes on. */
  private static boolean knownInVertx(ILoggingEvent event) {
    return Arrays.stream(event.getThrowableProxy().getStackTraceElementProxyArray())
        .map(StackTraceElementProxy::getStackTraceElement)
        .limit(1)
        .anyMatch(
            at ->
                at.getClassName().equals("io.vertx.core.http.impl.Http2ConnectionBase")
                    && at.getMethodName().equals("onConnectionError"));
  }

  private static void sendAll(TestHub hub, List<byte[]> requests)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> batches = new ArrayList<>();
      for (int i = 0; i < BATCHES; i++) {
        long batchSeed = SEED + i;
        batches.add(threads.submit(() -> sendBatch(hub, requests, batchSeed)));
      }
      for (Future<?> batch : batches) {
        batch.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void sendBatch(TestHub hub, List<byte[]> requests, long batchSeed) {
    Random random = new Random(batchSeed);
    Mutator mutator = new Mutator(random);
    try (RawConnection raw = RawConnection.to(hub)) {
      ByteArrayOutputStream mutants = new ByteArrayOutputStream();
      for (int i = 0; i < BATCH; i++) {
        mutants.writeBytes(mutator.mutate(requests.get(random.nextInt(requests.size()))));
      }
      String answers = exchange(raw, mutants.toByteArray());
      assertThat(FAILURE.matcher(answers).find())
          .as(
              "seed %s, batch %s: %s answered %s",
              SEED, batchSeed - SEED, mutants.toString(StandardCharsets.ISO_8859_1), answers)
          .isFalse();
    }
  }

  /** Sends, and returns what comes until the hub closes or falls silent. */
  private static String exchange(RawConnection raw, byte[] bytes) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      raw.socket().setSoTimeout(QUIET_MILLIS);
      raw.socket().getOutputStream().write(bytes);
      raw.socket().getInputStream().transferTo(read);
    } catch (SocketTimeoutException quiet) {
      return read.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException closedWhileWriting) {
      return read.toString(StandardCharsets.ISO_8859_1);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  private static List<byte[]> requests() {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    String token = "Authorization: Bearer " + TestTokens.everything() + "\r\n";
    String update =
        TestHub.form(
            "topic", TOPIC, "data", "a\nb", "id", "m-1", "type", "t", "retry", "9", "ttl", "60");
    String update2 =
        TestHub.form(
            "topic", "/relative", "private", "on", "idempotency_key", "k", "data", "\u20ac");
    String chunk = Integer.toHexString(update2.length()) + "\r\n" + update2 + "\r\n0\r\n\r\n";
    String matchers =
        TestHub.form("match", TOPIC, "match_urlpattern", "https://example.com/:a/(\\d+)?*");
    String old = TestHub.form("topic", "https://example.com/{a}/{?b*}", "lastEventID", "m-1");
    String subscription = "/subscriptions/exact/" + TestHub.encode(TOPIC);
    List<String> requests =
        List.of(
            request("GET", "?" + matchers, "Last-Event-ID: m-1\r\nAccept: */*\r\n", ""),
            request("GET", "?" + old, token, ""),
            request("GET", "?hello=1&" + matchers, "Accept: application/json;q=0.5\r\n", ""),
            request("QUERY", "?hello=1", form + length(matchers), matchers),
            request("POST", "", form + token + length(update), update),
            request("POST", "", token + form + "Transfer-Encoding: chunked\r\n", chunk),
            request("GET", "/subscriptions", token + "If-None-Match: \"a\"\r\n", ""),
            request("GET", subscription, token, ""),
            request("GET", "/history?limit=5&last_event_id=earliest&" + matchers, token, ""),
            request("HEAD", "?" + matchers, "Last-Event-ID: earliest\r\n", ""),
            request(
                "OPTIONS",
                "",
                "Origin: https://a.example\r\nAccess-Control-Request-Method: POST\r\n",
                ""),
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\0\3\1\5\0\0\0\1\u0082\u0084\u0087");
    return requests.stream().map(r -> r.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  private static String request(String method, String more, String headers, String body) {
    String line = method + " /.well-known/mercure" + more + " HTTP/1.1\r\n";
    return line + "Host: localhost\r\n" + headers + "\r\n" + body;
  }

  private static String length(String body) {
    return "Content-Length: " + body.length() + "\r\n";
  }
}
