package org.realtimehub.access;

import io.vertx.core.Future;
import java.time.InstantSource;
import org.realtimehub.topic.Matchers;

/**
 * Verifies the tokens that clients present (draft-08, Token Validation; draft-07, Authorization).
 * May be called on any event loop and never blocks; the future is completed on the caller's
 * context.
 */
public final class TokenVerifier {
  public TokenVerifier(AccessSettings settings, Matchers matchers, InstantSource clock) {}

  public Future<Verification> verify(String compactJws, Action role) {
    return Future.succeededFuture(new Verification.Unavailable("not wired"));
  }
}
