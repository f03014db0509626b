package org.realtimehub.config;

import java.util.Optional;

/**
 * Someone whose tokens are believed.
 *
 * @param issuer what its tokens say in {@code iss}
 * @param keys what its tokens are verified with
 */
public record IssuerConfig(String issuer, KeyConfig keys) {

  /** Empty when something is missing or wrong, which has been noted. */
  static Optional<IssuerConfig> read(Values values, String prefix) {
    Key<Optional<String>> name =
        Key.optional(prefix + ".issuer", Types.text("the iss claim of its tokens", "\\S+"));
    Optional<String> issuer = values.get(name);
    Optional<KeyConfig> keys = KeyReader.read(values, prefix, Optional.empty());
    if (!values.isSet(name)) {
      values.problem(name.name(), "expected the iss claim of its tokens, got nothing");
    }
    if (keys.isEmpty() && !values.isFaultyBelow(prefix)) {
      values.problem(prefix, "expected one of key, key-file and jwks-url");
    }
    return issuer.flatMap(i -> keys.map(k -> new IssuerConfig(i, k)));
  }
}
