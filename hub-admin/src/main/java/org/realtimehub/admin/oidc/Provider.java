package org.realtimehub.admin.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider, as far as it has been reached. Until it is, it is looked for again and again, and
 * whenever somebody wants to sign in. Owned by one event loop.
 */
final class Provider {

  private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

  private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(30);

  /** People who click do not make it more often than this. */
  private static final Duration LOOK_AT_MOST_EVERY = Duration.ofSeconds(1);

  /** Tokens with unknown keys do not make the keys be fetched more often than this. */
  private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final OidcSettings settings;
  private final InstantSource clock;

  private Discovery.@Nullable Found found;
  private @Nullable Future<Void> looking;
  private @Nullable Instant looked;
  private @Nullable Instant refreshed;
  private @Nullable Long timer;
  private boolean closed;

  Provider(Vertx vertx, OidcSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether it has been reached, now at the latest. Never fails. */
  Future<Boolean> reached() {
    if (found != null || (looking == null && isLately(looked, LOOK_AT_MOST_EVERY))) {
      return Future.succeededFuture(found != null);
    }
    return look().transform(done -> Future.succeededFuture(found != null));
  }

  private Future<Void> look() {
    if (looking != null) {
      return looking;
    }
    looked = clock.instant();
    cancelTimer();
    Future<Void> look = Discovery.find(vertx, settings).map(this::take);
    looking = look;
    look.onComplete(
        done -> {
          looking = null;
          if (done.failed()) {
            missed(done.cause());
          }
        });
    return look;
  }

  private @Nullable Void take(Discovery.Found reached) {
    if (closed) {
      reached.tokens().close();
      return null;
    }
    found = reached;
    LOG.atInfo().addKeyValue("issuer", reached.issuer()).log("OpenID provider found");
    return null;
  }

  private void missed(Throwable cause) {
    if (closed) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("issuer", settings.issuer())
        .addKeyValue("reason", Answers.toNoSecret(cause))
        .log("OpenID provider not found, nobody can sign in with it yet");
    timer = vertx.setTimer(LOOK_AGAIN_AFTER.toMillis(), t -> look());
  }

  /** Whether this is how it calls itself. Only once it has been reached. */
  boolean isCalled(String issuer) {
    return known().issuer().equals(issuer);
  }

  /** Where a browser is sent to sign in. Only once it has been reached. */
  String authorizationUrl(Attempt attempt) {
    return known()
        .tokens()
        .authorizeURL(
            new OAuth2AuthorizationURL()
                .setRedirectUri(settings.redirectUri())
                .setScopes(settings.scopes())
                .setState(attempt.state())
                .setCodeChallenge(attempt.codeChallenge())
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", attempt.nonce()));
  }

  /**
   * The claims of the user who was given a code. Only once it has been reached.
   *
   * @param wants whether the claims of an ID token are enough, or the provider has to be asked for
   *     more
   */
  Future<Person> person(String code, Attempt attempt, Roles wants) {
    Discovery.Found provider = known();
    return provider
        .tokens()
        .authenticate(
            new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setRedirectUri(settings.redirectUri())
                .setCodeVerifier(attempt.codeVerifier()))
        .compose(
            user ->
                verified(provider, user)
                    .compose(claims -> checked(provider, claims, attempt))
                    .compose(token -> whole(provider, user, token, wants)));
  }

  /** The claims of its ID token, if the provider signed it. */
  private Future<JsonObject> verified(Discovery.Found provider, User user) {
    JsonObject claims = user.attributes().getJsonObject("idToken");
    if (claims != null) {
      return Future.succeededFuture(claims);
    }
    String token = user.principal().getString("id_token");
    if (token == null) {
      return Future.failedFuture(new UntrustworthyException("there is no ID token"));
    }
    // Perhaps it is signed with a key that the provider has had since its keys were fetched.
    return refreshed(provider)
        .compose(v -> provider.tokens().authenticate(new TokenCredentials(token)))
        .map(again -> Optional.ofNullable(again.attributes().getJsonObject("accessToken")))
        .otherwise(Optional.empty())
        .compose(
            known ->
                known
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new UntrustworthyException(
                                    "ID token: not signed by the provider, not for this client, or"
                                        + " expired"))));
  }

  private Future<Void> refreshed(Discovery.Found provider) {
    if (isLately(refreshed, REFRESH_AT_MOST_EVERY)) {
      return Future.succeededFuture();
    }
    refreshed = clock.instant();
    return provider.tokens().jWKSet();
  }

  private Future<IdToken> checked(Discovery.Found provider, JsonObject claims, Attempt attempt) {
    IdToken token = new IdToken(claims);
    try {
      token.check(provider.issuer(), settings.client().id(), attempt.nonce(), clock.instant());
      return Future.succeededFuture(token);
    } catch (UntrustworthyException e) {
      return Future.failedFuture(e);
    }
  }

  /** Many providers keep roles out of ID tokens, and tell them when they are asked for the user. */
  private Future<Person> whole(Discovery.Found provider, User user, IdToken token, Roles wants) {
    Person person = new Person(token.subject(), token.claims());
    if (wants.areIn(token.claims()) || provider.people().isEmpty()) {
      return Future.succeededFuture(person);
    }
    return provider
        .people()
        .get()
        .userInfo(user)
        .compose(
            more ->
                token.subject().equals(more.getValue("sub"))
                    ? Future.succeededFuture(
                        new Person(token.subject(), more.copy().mergeIn(token.claims())))
                    : Future.failedFuture(
                        new UntrustworthyException("the user's claims are those of another")));
  }

  private Discovery.Found known() {
    if (found == null) {
      throw new IllegalStateException("the provider has not been reached");
    }
    return found;
  }

  /** A clock that was set back must not silence us until it has caught up. */
  private boolean isLately(@Nullable Instant last, Duration pause) {
    Instant now = clock.instant();
    return last != null && !now.isBefore(last) && now.isBefore(last.plus(pause));
  }

  private void cancelTimer() {
    if (timer != null) {
      vertx.cancelTimer(timer);
      timer = null;
    }
  }

  void close() {
    closed = true;
    cancelTimer();
    if (found != null) {
      found.tokens().close();
    }
  }
}
