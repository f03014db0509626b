package org.realtimehub.config;

import java.util.Optional;

/**
 * Tokens of draft-07, which have no issuer.
 *
 * @param cookie name of the cookie that carries a token
 * @param publisher verifies tokens of publishers, absent when nobody publishes with draft-07
 * @param subscriber verifies tokens of subscribers, absent likewise
 */
public record Draft07Config(
    String cookie, Optional<KeyConfig> publisher, Optional<KeyConfig> subscriber) {

  static final Key<String> COOKIE =
      Key.of("authorization.draft-07.cookie", Types.cookieName(), "mercureAuthorization");

  public Draft07Config {
    COOKIE.check(cookie);
  }

  static Draft07Config read(Values values) {
    Optional<String> algorithm = Optional.of("HS256");
    return new Draft07Config(
        values.get(COOKIE),
        KeyReader.read(values, "authorization.draft-07.publisher", algorithm),
        KeyReader.read(values, "authorization.draft-07.subscriber", algorithm));
  }
}
