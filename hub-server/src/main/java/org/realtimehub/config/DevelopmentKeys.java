package org.realtimehub.config;

/** The key that everybody knows: it is in the source code, so whoever trusts it trusts anyone. */
public final class DevelopmentKeys {
  /** Signs every token of a development hub, with HS256. */
  public static final Secret SECRET = new Secret("!DevelopmentOnly-ThisHubSecretMustBeChanged!");

  /** The issuer of draft-08 tokens on a development hub. */
  public static final String ISSUER = "https://localhost/development";

  private DevelopmentKeys() {}

  /** Whether any token signed with the development key would be believed. */
  static boolean isTrustedBy(AuthorizationConfig authorization) {
    return authorization
        .staticKeys()
        .anyMatch(key -> key.key().value().strip().equals(SECRET.value()));
  }
}
