package org.realtimehub.access;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.realtimehub.topic.Matchers;

/**
 * Verifies the tokens that clients present (draft-08, Token Validation; draft-07, Authorization).
 * May be called on any event loop and never blocks; the future is completed on the caller's
 * context; a bad token never makes it fail.
 */
public final class TokenVerifier {
  private static final int CACHE_GENERATION = 2_048;

  private final AccessSettings settings;
  private final InstantSource clock;
  private final TokenRules draft07;
  private final TokenRules draft08;
  private final TokenCache cache = new TokenCache(CACHE_GENERATION);

  public TokenVerifier(AccessSettings settings, Matchers matchers, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.draft07 = new Draft07Rules(settings, matchers);
    this.draft08 = new Draft08Rules(settings, matchers);
  }

  /** A token on its way through the checks. */
  private record Presented(
      CompactToken token,
      Action role,
      TokenRules rules,
      KeySource source,
      TokenCache.Key cacheKey) {}

  /**
   * Verifies a token.
   *
   * @param compactJws the token as the client sent it, of any length and content
   * @param role what it was presented for; decides which keys a draft-07 token is verified with
   */
  public Future<Verification> verify(String compactJws, Action role) {
    try {
      if (compactJws.length() > settings.limits().maxTokenLength()) {
        throw new RefusedException("too long");
      }
      TokenCache.Key cacheKey = TokenCache.key(role, compactJws);
      Optional<AccessToken> known = cache.find(cacheKey);
      if (known.isPresent()) {
        Claims.requireNotExpired(known.get().expires(), clock.instant());
        return Future.succeededFuture(new Verification.Accepted(known.get()));
      }
      CompactToken token = CompactToken.parse(compactJws);
      TokenRules rules = rules(token);
      KeySource source = rules.keys(token.claims(), role);
      return check(new Presented(token, role, rules, source, cacheKey));
    } catch (RefusedException e) {
      return Future.succeededFuture(new Verification.Refused(e.reason()));
    }
  }

  private TokenRules rules(CompactToken token) throws RefusedException {
    if (!settings.algorithms().contains(token.algorithm())) {
      throw new RefusedException("alg is not allowed");
    }
    if (token.hasType(Draft08Rules.TYPE)) {
      return draft08;
    }
    if (!settings.draft07()) {
      throw new RefusedException("typ is not " + Draft08Rules.TYPE);
    }
    return draft07;
  }

  private Future<Verification> check(Presented presented) throws RefusedException {
    presented.rules().requireValid(presented.token().claims(), clock.instant());
    // In this order: keys that were had after the question would otherwise look like none.
    boolean ready = presented.source().ready();
    List<VerificationKey> keys = presented.source().current();
    if (ready) {
      SignatureCheck check = SignatureCheck.of(presented.token(), keys);
      if (check != SignatureCheck.UNKNOWN_KEY) {
        return Future.succeededFuture(conclude(presented, keys, check));
      }
    }
    return onThisContext(presented.source().refresh()).map(done -> checkAgain(presented));
  }

  private Verification checkAgain(Presented presented) {
    if (!presented.source().ready()) {
      return new Verification.Unavailable("the keys of the issuer could not be had yet");
    }
    List<VerificationKey> keys = presented.source().current();
    try {
      return conclude(presented, keys, SignatureCheck.of(presented.token(), keys));
    } catch (RefusedException e) {
      return new Verification.Refused(e.reason());
    }
  }

  private Verification conclude(
      Presented presented, List<VerificationKey> keys, SignatureCheck check)
      throws RefusedException {
    switch (check) {
      case INVALID -> throw new RefusedException("the signature does not fit");
      case UNKNOWN_KEY -> throw new RefusedException("signed with an unknown key");
      case VALID -> {}
    }
    Claims claims = presented.token().claims();
    // Time has passed when the keys had to be fetched.
    presented.rules().requireValid(claims, clock.instant());
    AccessToken accepted = presented.rules().read(claims, presented.role());
    cache.put(presented.cacheKey(), accepted, presented.source(), keys);
    return new Verification.Accepted(accepted);
  }

  /** Whether the refresh succeeded does not matter here: the source's keys tell. */
  private static Future<Void> onThisContext(Future<Void> refresh) {
    Context context = Vertx.currentContext();
    Promise<Void> promise = Promise.promise();
    refresh.onComplete(
        done -> {
          if (context == null) {
            promise.complete();
          } else {
            context.runOnContext(promise::complete);
          }
        });
    return promise.future();
  }
}
