package org.realtimehub.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.access.AccessFixture;
import org.realtimehub.access.Action;
import org.realtimehub.access.TestClock;
import org.realtimehub.access.TestKey;
import org.realtimehub.access.TokenVerifier;
import org.realtimehub.access.Verification;

class RemoteJwksTest {
  private static final TestKey OLD = TestKey.es256("old");
  private static final TestKey NEW = TestKey.eddsa("new");

  private final TestClock clock = new TestClock();
  private final List<RemoteJwks> started = new ArrayList<>();
  private Vertx vertx;
  private KeyServer server;

  @BeforeEach
  void startServer() throws Exception {
    vertx = Vertx.vertx();
    server = new KeyServer(vertx);
    server.answers(TestKey.jwks(OLD));
  }

  @AfterEach
  void stopEverything() throws Exception {
    for (RemoteJwks keys : started) {
      wait(keys.close());
    }
    wait(vertx.close());
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  private RemoteJwks make(JwksSettings settings) {
    RemoteJwks keys = new RemoteJwks(vertx, settings, clock);
    started.add(keys);
    return keys;
  }

  private RemoteJwks start() throws Exception {
    RemoteJwks keys = make(server.settings());
    wait(keys.start());
    return keys;
  }

  private static Future<Verification> verify(TokenVerifier verifier, TestKey key) {
    return verifier.verify(key.token(AccessFixture.claims()), Action.PUBLISH);
  }

  @Test
  void firstFetch_bringsTheKeys() throws Exception {
    TokenVerifier verifier = AccessFixture.verifier(start(), clock);
    assertThat(wait(verify(verifier, OLD))).isInstanceOf(Verification.Accepted.class);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void newKey_isAcceptedAfterOneRefreshThatAllShare() throws Exception {
    TokenVerifier verifier = AccessFixture.verifier(start(), clock);
    Promise<Void> release = Promise.promise();
    server.behaves(
        request ->
            release.future().onSuccess(go -> request.response().end(TestKey.jwks(OLD, NEW))));
    List<Future<Verification>> verifications = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      verifications.add(verify(verifier, NEW));
    }
    await().until(() -> server.requests() == 2);
    release.complete();
    for (Future<Verification> verification : verifications) {
      assertThat(wait(verification)).isInstanceOf(Verification.Accepted.class);
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void keyThatIsNoLongerInTheSet_isNotTrustedAnyMore() throws Exception {
    RemoteJwks keys = start();
    TokenVerifier verifier = AccessFixture.verifier(keys, clock);
    assertThat(wait(verify(verifier, OLD))).isInstanceOf(Verification.Accepted.class);
    server.answers(TestKey.jwks(NEW));
    wait(keys.refresh());
    assertThat(wait(verify(verifier, OLD))).isInstanceOf(Verification.Refused.class);
  }

  @Test
  void unknownKeys_askAtMostOnceInAWhile() throws Exception {
    TokenVerifier verifier = AccessFixture.verifier(start(), clock);
    for (int i = 0; i < 20; i++) {
      assertThat(wait(verify(verifier, TestKey.es256("made up " + i))))
          .isInstanceOf(Verification.Refused.class);
    }
    assertThat(server.requests()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(10));
    wait(verify(verifier, NEW));
    assertThat(server.requests()).isEqualTo(3);
  }

  @Test
  void unchangedSet_keepsItsInstance() throws Exception {
    RemoteJwks keys = start();
    Object before = keys.current();
    wait(keys.refresh());
    assertThat(server.requests()).isEqualTo(2);
    assertThat(keys.current()).isSameAs(before);
  }

  @Test
  void set_isFetchedNowAndThen() throws Exception {
    RemoteJwks keys = make(server.settings(Duration.ofMillis(20), Duration.ofSeconds(5)));
    wait(keys.start());
    server.answers(TestKey.jwks(OLD, NEW));
    await().until(() -> keys.current().size() == 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 404, 500, 503})
  void failingServer_leavesTheLastGoodKeys(int status) throws Exception {
    RemoteJwks keys = start();
    server.behaves(
        request ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("location", "/elsewhere")
                .end(TestKey.jwks(NEW)));
    assertThatThrownBy(() -> wait(keys.refresh())).hasMessage("status " + status);
    assertThat(server.requests()).isEqualTo(2);
    assertThat(wait(verify(AccessFixture.verifier(keys, clock), OLD)))
        .isInstanceOf(Verification.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[]"})
  void answerThatIsNoJwkSet_leavesTheLastGoodKeys(String body) throws Exception {
    RemoteJwks keys = start();
    server.answers(body);
    assertThatThrownBy(() -> wait(keys.refresh())).isInstanceOf(Exception.class);
    assertThat(keys.current()).hasSize(1);
  }

  @Test
  void unreachableServer_leavesTheLastGoodKeys() throws Exception {
    RemoteJwks keys = start();
    server.stop();
    assertThatThrownBy(() -> wait(keys.refresh())).isInstanceOf(Exception.class);
    assertThat(keys.current()).hasSize(1);
  }

  @Test
  void emptySet_isTakenSeriously() throws Exception {
    RemoteJwks keys = start();
    server.answers("{\"keys\":[]}");
    wait(keys.refresh());
    assertThat(keys.ready()).isTrue();
    assertThat(keys.current()).isEmpty();
  }

  @Test
  void tokens_beforeTheFirstKeysCannotBeJudged() throws Exception {
    server.behaves(request -> request.response().setStatusCode(503).end());
    RemoteJwks keys = make(server.settings());
    TokenVerifier verifier = AccessFixture.verifier(keys, clock);
    assertThatThrownBy(() -> wait(keys.start())).hasMessage("status 503");
    assertThat(wait(verify(verifier, OLD))).isInstanceOf(Verification.Unavailable.class);

    server.answers(TestKey.jwks(OLD));
    clock.advance(Duration.ofSeconds(10));
    assertThat(wait(verify(verifier, OLD))).isInstanceOf(Verification.Accepted.class);
  }

  @Test
  void oversizedBody_isCutOff() throws Exception {
    server.behaves(
        request -> {
          request.response().setChunked(true);
          vertx.setPeriodic(
              1,
              timer -> {
                if (request.response().closed()) {
                  vertx.cancelTimer(timer);
                } else {
                  request.response().write(" ".repeat(1_000));
                }
              });
        });
    RemoteJwks keys = make(server.settings());
    assertThatThrownBy(() -> wait(keys.start())).hasMessage("more than 4096 bytes");
    await().until(() -> server.lost() == 1);
    assertThat(keys.ready()).isFalse();
  }

  @Test
  void silentServer_timesOutAndTheConnectionIsClosed() throws Exception {
    server.behaves(request -> {});
    RemoteJwks keys = make(server.settings(Duration.ofHours(1), Duration.ofMillis(200)));
    assertThatThrownBy(() -> wait(keys.start()))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no answer in 200 ms");
    await().until(() -> server.lost() == 1);
  }

  @Test
  void drippingServer_timesOutToo() throws Exception {
    server.behaves(
        request -> {
          request.response().setChunked(true);
          vertx.setPeriodic(
              5,
              timer -> {
                if (request.response().closed()) {
                  vertx.cancelTimer(timer);
                } else {
                  request.response().write(" ");
                }
              });
        });
    RemoteJwks keys = make(server.settings(Duration.ofHours(1), Duration.ofMillis(200)));
    assertThatThrownBy(() -> wait(keys.start())).hasMessage("no answer in 200 ms");
    await().until(() -> server.lost() == 1);
  }

  @Test
  void eventLoop_goesOnWhileItsVerificationWaitsForKeys() throws Exception {
    TokenVerifier verifier = AccessFixture.verifier(start(), clock);
    Promise<Void> release = Promise.promise();
    server.behaves(
        request ->
            release.future().onSuccess(go -> request.response().end(TestKey.jwks(OLD, NEW))));
    Context loop = vertx.getOrCreateContext();
    AtomicInteger turns = new AtomicInteger();
    CompletableFuture<Verification> verification = new CompletableFuture<>();
    CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
    loop.runOnContext(
        go ->
            verify(verifier, NEW)
                .onComplete(
                    done -> {
                      onLoop.complete(Vertx.currentContext() == loop);
                      verification.complete(done.result());
                    }));
    await().until(() -> server.requests() == 2);
    for (int i = 0; i < 100; i++) {
      loop.runOnContext(turn -> turns.incrementAndGet());
    }
    await().until(() -> turns.get() == 100);
    assertThat(verification).isNotDone();

    release.complete();
    assertThat(verification.get(10, TimeUnit.SECONDS)).isInstanceOf(Verification.Accepted.class);
    assertThat(onLoop.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closed_fetchesNoMore() throws Exception {
    RemoteJwks keys = make(server.settings(Duration.ofMillis(10), Duration.ofSeconds(5)));
    wait(keys.start());
    await().until(() -> server.requests() > 2);
    wait(keys.close());
    wait(keys.close());
    int requests = server.requests();
    assertThatThrownBy(() -> wait(keys.refresh())).isInstanceOf(Exception.class);
    // One may have been on its way; without the close there would be twenty.
    await().during(Duration.ofMillis(200)).until(() -> server.requests() <= requests + 1);
    assertThat(keys.current()).hasSize(1);
  }
}
