package org.realtimehub.endpoint;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Action;
import org.realtimehub.access.TokenVerifier;
import org.realtimehub.access.Verification;
import org.realtimehub.control.Restriction;
import org.realtimehub.control.Restrictions;
import org.realtimehub.http.Challenge;
import org.realtimehub.http.Credential;
import org.realtimehub.http.Credentials;
import org.realtimehub.http.Form;
import org.realtimehub.http.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who a request is from: the verified token, or nobody. */
final class Authentication {

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
  private static final int RETRY_SECONDS = 5;

  private final Credentials credentials;
  private final TokenVerifier verifier;
  private final Challenge challenge;
  private final Restrictions restrictions;
  private final boolean anonymousReaders;

  /**
   * @param anonymousReaders whether public updates may be read without a token
   */
  Authentication(
      Credentials credentials,
      TokenVerifier verifier,
      Challenge challenge,
      Restrictions restrictions,
      boolean anonymousReaders) {
    this.credentials = credentials;
    this.verifier = verifier;
    this.challenge = challenge;
    this.restrictions = restrictions;
    this.anonymousReaders = anonymousReaders;
  }

  /**
   * Who reads: the token, or nobody where anonymous readers are allowed. Fails with a {@link
   * Refusal}.
   */
  Future<Optional<AccessToken>> reader(HttpServerRequest request, Form query) throws Refusal {
    return verify(credential(request, query), Action.SUBSCRIBE)
        .compose(
            token ->
                token.isPresent() || anonymousReaders
                    ? Future.succeededFuture(token)
                    : Future.failedFuture(challenge.tokenRequired()));
  }

  /** The credential of the request, verified or not. */
  Optional<Credential> credential(HttpServerRequest request, Form query) throws Refusal {
    return credentials.find(request, query);
  }

  /** Empty for an anonymous request; fails with a {@link Refusal} for a token that is no good. */
  Future<Optional<AccessToken>> verify(Optional<Credential> credential, Action role) {
    if (credential.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return verifier.verify(credential.get().token(), role).compose(this::accepted);
  }

  private Future<Optional<AccessToken>> accepted(Verification verification) {
    if (verification instanceof Verification.Accepted accepted) {
      if (!restrictions.revoked(accepted.token())) {
        return Future.succeededFuture(Optional.of(accepted.token()));
      }
      LOG.atDebug().addKeyValue("reason", "revoked").log("refused an access token");
    }
    if (verification instanceof Verification.Unavailable unavailable) {
      LOG.atWarn().addKeyValue("reason", unavailable.reason()).log("cannot verify access tokens");
      return Future.failedFuture(
          Refusal.unavailable("access tokens cannot be verified right now", RETRY_SECONDS));
    }
    if (verification instanceof Verification.Refused refused) {
      LOG.atDebug().addKeyValue("reason", refused.reason()).log("refused an access token");
    }
    return Future.failedFuture(challenge.invalidToken());
  }

  /** Whether the token's subject is banned now. */
  boolean banned(Optional<AccessToken> token) {
    return token.flatMap(restrictions::ban).isPresent();
  }

  /** Whether the token is revoked now, though it was not when it was verified. */
  boolean revoked(Optional<AccessToken> token) {
    return token.filter(restrictions::revoked).isPresent();
  }

  /**
   * Refuses who is banned or whose token is revoked. Time passes between the look at a token and
   * the work that it permits, so this is to be asked right before that.
   */
  void requireUnrestricted(AccessToken token) throws Refusal {
    if (restrictions.revoked(token)) {
      throw challenge.invalidToken();
    }
    Optional<Restriction> ban = restrictions.ban(token);
    if (ban.isPresent()) {
      Instant until = ban.get().until();
      throw new Refusal(
          403,
          "banned",
          "Banned",
          until.equals(Restriction.FOREVER)
              ? "the subject of the access token is banned"
              : "the subject of the access token is banned until " + until);
    }
  }

  /** The token of a request that must have one. */
  AccessToken required(Optional<AccessToken> token) throws Refusal {
    if (token.isEmpty()) {
      throw challenge.tokenRequired();
    }
    return token.get();
  }

  Challenge challenge() {
    return challenge;
  }
}
