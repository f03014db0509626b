package org.realtimehub.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may do what, and how they prove it.
 *
 * @param anonymous whether subscribers without a token get public updates
 * @param audience what tokens must say in {@code aud}
 * @param algorithms the only JWS algorithms that are accepted
 * @param issuers whose tokens are believed
 * @param authorizationServers URLs that clients are told to get tokens from
 * @param cookie name of the cookie that carries a token
 * @param draft07 tokens of the older protocol
 */
public record AuthorizationConfig(
    boolean anonymous,
    String audience,
    List<String> algorithms,
    List<IssuerConfig> issuers,
    List<URI> authorizationServers,
    String cookie,
    Draft07Config draft07) {

  static final List<String> SUPPORTED_ALGORITHMS =
      List.of(
          "EdDSA", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512",
          "HS256", "HS384", "HS512");
  static final String ISSUERS = "authorization.issuers";

  static final Key<Boolean> ANONYMOUS = Key.of("authorization.anonymous", Types.flag(), false);
  static final Key<Optional<String>> AUDIENCE =
      Key.optional("authorization.audience", Types.text("the aud claim of tokens", "\\S+"));
  static final Key<List<String>> ALGORITHMS =
      Key.list("authorization.algorithms", Types.oneOf(SUPPORTED_ALGORITHMS), SUPPORTED_ALGORITHMS);
  static final Key<List<URI>> AUTHORIZATION_SERVERS =
      Key.list("authorization.authorization-servers", Types.url(), List.of());
  static final Key<String> COOKIE =
      Key.of("authorization.cookie", Types.cookieName(), "__Secure-mercure_access_token");

  public AuthorizationConfig {
    AUDIENCE.check(Optional.of(audience));
    algorithms = List.copyOf(algorithms);
    issuers = List.copyOf(issuers);
    authorizationServers = List.copyOf(authorizationServers);
    ALGORITHMS.check(algorithms);
    AUTHORIZATION_SERVERS.check(authorizationServers);
    COOKIE.check(cookie);
    if (algorithms.isEmpty()) {
      throw new ConfigException(ALGORITHMS.name(), "expected at least one algorithm");
    }
    if (issuers.stream().map(IssuerConfig::issuer).distinct().count() < issuers.size()) {
      throw new ConfigException(ISSUERS, "expected every issuer once");
    }
  }

  /** Every key that stands in the configuration itself. */
  Stream<KeyConfig.StaticKey> staticKeys() {
    return Stream.of(
            issuers.stream().map(IssuerConfig::keys),
            draft07.publisher().stream(),
            draft07.subscriber().stream())
        .flatMap(keys -> keys)
        .filter(KeyConfig.StaticKey.class::isInstance)
        .map(KeyConfig.StaticKey.class::cast);
  }

  AuthorizationConfig withAudience(String newAudience) {
    return new AuthorizationConfig(
        anonymous, newAudience, algorithms, issuers, authorizationServers, cookie, draft07);
  }

  static AuthorizationConfig read(Values values, String url) {
    return new AuthorizationConfig(
        values.get(ANONYMOUS),
        values.get(AUDIENCE, url),
        values.get(ALGORITHMS),
        values.elements(ISSUERS).stream()
            .flatMap(prefix -> IssuerConfig.read(values, prefix).stream())
            .toList(),
        values.get(AUTHORIZATION_SERVERS),
        values.get(COOKIE),
        values.section(Draft07Config::read));
  }
}
