package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimehub.access.AccessFixture.accepted;
import static org.realtimehub.access.AccessFixture.claims;
import static org.realtimehub.access.AccessFixture.refused;
import static org.realtimehub.access.AccessFixture.verifier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which key is tried, when newer ones are asked for, and what is remembered. */
class KeySelectionTest {
  private static final TestKey OLD = TestKey.es256("old");
  private static final TestKey NEW = TestKey.es256("new");
  private static final TestKey NAMELESS = TestKey.es256(null);

  private final TestClock clock = new TestClock();
  private final Source source = new Source();
  private final TokenVerifier verifier = verifier(source, clock);

  /** Keys that the test changes; a refresh ends when the test says so. */
  private static final class Source implements KeySource {
    private volatile @Nullable List<VerificationKey> keys;
    private final Promise<Void> refresh = Promise.promise();
    private final AtomicInteger refreshes = new AtomicInteger();

    void have(TestKey... several) {
      try {
        keys = JwkSet.publicKeys(TestKey.jwks(several));
      } catch (InvalidKeysException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<VerificationKey> current() {
      List<VerificationKey> now = keys;
      return now == null ? List.of() : now;
    }

    @Override
    public boolean ready() {
      return keys != null;
    }

    @Override
    public Future<Void> refresh() {
      refreshes.incrementAndGet();
      return refresh.future();
    }
  }

  @Test
  void kid_choosesTheKey() {
    source.have(OLD, NEW);
    accepted(verifier.verify(OLD.token(claims()), Action.PUBLISH));
    accepted(verifier.verify(NEW.token(claims()), Action.PUBLISH));
    JsonObject wrong = NEW.header().put("kid", "old");
    refused(verifier.verify(NEW.token(wrong, claims()), Action.PUBLISH));
    assertThat(source.refreshes.get()).isZero();
  }

  @Test
  void tokenWithoutKid_isTriedWithEveryKey() {
    source.have(OLD, NEW);
    JsonObject header = NEW.header();
    header.remove("kid");
    accepted(verifier.verify(NEW.token(header, claims()), Action.PUBLISH));
  }

  @Test
  void unknownKid_isTriedWithKeysThatHaveNone() {
    source.have(OLD, NAMELESS);
    JsonObject header = NAMELESS.header().put("kid", "whatever");
    accepted(verifier.verify(NAMELESS.token(header, claims()), Action.PUBLISH));
    assertThat(source.refreshes.get()).isZero();
  }

  @Test
  void unknownKid_isAcceptedAfterARefreshThatBringsIt() {
    source.have(OLD);
    Future<Verification> verification = verifier.verify(NEW.token(claims()), Action.PUBLISH);
    assertThat(verification.isComplete()).isFalse();
    source.have(OLD, NEW);
    source.refresh.complete();
    accepted(verification);
    assertThat(source.refreshes.get()).isEqualTo(1);
  }

  @Test
  void unknownKid_isRefusedAfterARefreshThatDoesNotBringIt() {
    source.have(OLD);
    Future<Verification> verification = verifier.verify(NEW.token(claims()), Action.PUBLISH);
    source.refresh.fail("unreachable");
    assertThat(refused(verification)).isEqualTo("signed with an unknown key");
  }

  @Test
  void tokenThatExpiresDuringTheRefresh_isRefused() {
    source.have(OLD);
    Future<Verification> verification = verifier.verify(NEW.token(claims()), Action.PUBLISH);
    clock.advance(Duration.ofMinutes(5));
    source.have(OLD, NEW);
    source.refresh.complete();
    assertThat(refused(verification)).isEqualTo("expired");
  }

  @Test
  void expiredToken_doesNotAskForKeys() {
    source.have(OLD);
    clock.advance(Duration.ofMinutes(5));
    refused(verifier.verify(NEW.token(claims()), Action.PUBLISH));
    assertThat(source.refreshes.get()).isZero();
  }

  @Test
  void withoutAnyKeysYet_nothingCanBeSaid() {
    Future<Verification> verification = verifier.verify(OLD.token(claims()), Action.PUBLISH);
    source.refresh.fail("unreachable");
    assertThat(AccessFixture.outcome(verification)).isInstanceOf(Verification.Unavailable.class);
  }

  @Test
  void tokenThatAskedForTheFirstKeys_isAcceptedWithThem() {
    Future<Verification> verification = verifier.verify(OLD.token(claims()), Action.PUBLISH);
    source.have(OLD);
    source.refresh.complete();
    accepted(verification);
  }

  @Test
  void emptySetOfKeys_refuses() {
    source.have();
    Future<Verification> verification = verifier.verify(OLD.token(claims()), Action.PUBLISH);
    source.refresh.complete();
    refused(verification);
  }

  @Test
  void tokenAcceptedBefore_isNotVerifiedAgain() {
    source.have(OLD);
    String token = OLD.token(claims());
    AccessToken first = accepted(verifier.verify(token, Action.PUBLISH));
    assertThat(accepted(verifier.verify(token, Action.PUBLISH))).isSameAs(first);
    source.have(OLD);
    assertThat(accepted(verifier.verify(token, Action.PUBLISH))).isSameAs(first);
  }

  @Test
  void tokenAcceptedBefore_isRefusedWhenItsKeyIsGone() {
    source.have(OLD);
    String token = OLD.token(claims());
    accepted(verifier.verify(token, Action.PUBLISH));
    source.have(NEW);
    source.refresh.complete();
    refused(verifier.verify(token, Action.PUBLISH));
  }

  @Test
  void answerAfterARefresh_comesOnTheCallersContext() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      source.have(OLD);
      Context caller = vertx.getOrCreateContext();
      CompletableFuture<Boolean> onCaller = new CompletableFuture<>();
      CompletableFuture<Void> asked = new CompletableFuture<>();
      caller.runOnContext(
          go -> {
            verifier
                .verify(NEW.token(claims()), Action.PUBLISH)
                .onComplete(done -> onCaller.complete(Vertx.currentContext() == caller));
            asked.complete(null);
          });
      asked.get(10, TimeUnit.SECONDS);
      source.refresh.complete();
      assertThat(onCaller.get(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }
}
