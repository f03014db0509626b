package org.realtimehub.config;

import java.util.Objects;
import java.util.stream.Stream;

/** The key that everybody knows: it is in the source code, so whoever trusts it trusts anyone. */
public final class DevelopmentKeys {
  /** Signs every token of a development hub, with HS256. */
  public static final Secret SECRET = new Secret("!DevelopmentOnly-ThisHubSecretMustBeChanged!");

  /** The issuer of draft-08 tokens on a development hub. */
  public static final String ISSUER = "https://localhost/development";

  private DevelopmentKeys() {}

  /** Whether any token signed with the development key would be believed. */
  static boolean isTrustedBy(AuthorizationConfig authorization) {
    return Stream.of(
            authorization.issuers().stream().map(IssuerConfig::keys),
            authorization.draft07().publisher().stream(),
            authorization.draft07().subscriber().stream())
        .flatMap(keys -> keys)
        .anyMatch(
            keys ->
                keys instanceof KeyConfig.StaticKey key
                    && Objects.equals(key.key().value().strip(), SECRET.value()));
  }
}
