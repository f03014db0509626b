package org.realtimehub.jwks;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.JwkSet;
import org.realtimehub.access.KeySource;
import org.realtimehub.access.VerificationKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer that publishes them as a JWK set (RFC 7517). They are fetched at the start,
 * now and then, and when a token names an unknown key; all who ask meanwhile share one fetch. What
 * was fetched last stays trusted while the server cannot be reached.
 *
 * <p>May be used by any thread; its state belongs to the context that it was made on.
 */
public final class RemoteJwks implements KeySource {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteJwks.class);

  private final Vertx vertx;
  private final JwksSettings settings;
  private final InstantSource clock;
  private final Context context;
  private final HttpClient client;

  private volatile @Nullable List<VerificationKey> keys;

  private @Nullable Future<Void> fetching;
  private @Nullable Instant asked;
  private @Nullable Long timer;
  private boolean closed;

  public RemoteJwks(Vertx vertx, JwksSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.context = vertx.getOrCreateContext();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(1));
  }

  /**
   * Fetches for the first time, and from then on until {@link #close()}, whether or not the first
   * time succeeds.
   *
   * @return fails when the first fetch does
   */
  public Future<Void> start() {
    return onContext(this::fetch);
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
    return onContext(
        () -> closed ? Future.failedFuture("the key source is closed") : fetchUnlessAskedLately());
  }

  /** Stops fetching; the keys stay as they are. Idempotent. */
  public Future<Void> close() {
    return onContext(
        () -> {
          closed = true;
          cancelTimer();
          return client.close();
        });
  }

  @FunctionalInterface
  private interface Step {
    Future<Void> run();
  }

  private Future<Void> onContext(Step step) {
    Promise<Void> promise = Promise.promise();
    context.runOnContext(go -> step.run().onComplete(promise::handle));
    return promise.future();
  }

  private Future<Void> fetchUnlessAskedLately() {
    Instant now = clock.instant();
    if (fetching == null && asked != null && isLately(asked, now)) {
      return Future.succeededFuture();
    }
    if (fetching == null) {
      asked = now;
    }
    return fetch();
  }

  /** A clock that was set back must not silence us until it has caught up. */
  private boolean isLately(Instant then, Instant now) {
    return !now.isBefore(then)
        && Duration.between(then, now).compareTo(settings.askAgainAfter()) < 0;
  }

  private Future<Void> fetch() {
    if (fetching != null) {
      return fetching;
    }
    if (closed) {
      return Future.failedFuture("closed");
    }
    cancelTimer();
    Promise<Void> done = Promise.promise();
    fetching = done.future();
    Download.start(vertx, client, settings)
        // A set of the greatest size takes its time to read.
        .compose(json -> context.executeBlocking(() -> JwkSet.publicKeys(json)))
        .onComplete(
            fetched -> {
              fetching = null;
              take(fetched);
              schedule(fetched.succeeded() ? settings.refreshEvery() : settings.askAgainAfter());
              done.handle(fetched.mapEmpty());
            });
    return done.future();
  }

  private void take(AsyncResult<List<VerificationKey>> fetched) {
    if (closed) {
      return;
    }
    if (fetched.failed()) {
      LOG.atWarn()
          .addKeyValue("url", settings.location())
          .addKeyValue("reason", fetched.cause().toString())
          .addKeyValue("keys", current().size())
          .log("JWK set not fetched, the keys stay as they are");
    } else if (!fetched.result().equals(keys)) {
      keys = fetched.result();
      LOG.atInfo()
          .addKeyValue("url", settings.location())
          .addKeyValue("keys", current().size())
          .log("JWK set fetched, the keys have changed");
    }
  }

  private void schedule(Duration delay) {
    if (!closed) {
      timer = vertx.setTimer(delay.toMillis(), t -> fetch());
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
  }
}
