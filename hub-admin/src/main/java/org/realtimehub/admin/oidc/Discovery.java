package org.realtimehub.admin.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a provider what it says of itself (OpenID Connect Discovery 1.0), and for its keys. */
final class Discovery {

  private static final int TIMEOUT_SECONDS = 10;

  /** A key that was withdrawn is believed for so long, unless the provider says otherwise. */
  private static final long KEYS_LAST_SECONDS = 300;

  private Discovery() {}

  /**
   * A provider that can be used.
   *
   * @param tokens exchanges codes and checks tokens
   * @param people tells more of users, where the provider does that
   * @param issuer exactly as it calls itself
   */
  record Found(OAuth2Auth tokens, Optional<OAuth2Auth> people, String issuer) {}

  /** Fails when the provider does not answer, or is none that can be used. */
  static Future<Found> find(Vertx vertx, OidcSettings settings) {
    OAuth2Options options =
        new OAuth2Options()
            .setSite(settings.issuer().toString())
            .setClientId(settings.client().id())
            .setClientSecret(settings.client().secret())
            .setJWTOptions(new JWTOptions().setLeeway((int) IdToken.LEEWAY.toSeconds()))
            .setHttpClientOptions(
                new HttpClientOptions()
                    .setConnectTimeout(TIMEOUT_SECONDS * 1_000)
                    .setIdleTimeout(TIMEOUT_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS));
    options.setJwkMaxAgeInSeconds(KEYS_LAST_SECONDS);
    return OpenIDConnectAuth.discover(vertx, options)
        .compose(
            tokens -> {
              try {
                return Future.succeededFuture(found(vertx, tokens, options));
              } catch (UntrustworthyException e) {
                tokens.close();
                return Future.failedFuture(e);
              }
            });
  }

  private static Found found(Vertx vertx, OAuth2Auth tokens, OAuth2Options options)
      throws UntrustworthyException {
    String issuer = options.getJWTOptions().getIssuer();
    if (issuer == null || options.getJwkPath() == null) {
      throw new UntrustworthyException("the provider names no issuer or no keys");
    }
    boolean encrypted =
        Stream.of(
                options.getAuthorizationPath(),
                options.getTokenPath(),
                options.getJwkPath(),
                options.getUserInfoPath())
            .allMatch(url -> url == null || isSafe(url));
    if (!encrypted || options.getAuthorizationPath() == null || options.getTokenPath() == null) {
      throw new UntrustworthyException(
          "the provider lacks an endpoint, or has one that is neither https nor on this machine");
    }
    Optional<OAuth2Auth> people =
        Optional.ofNullable(options.getUserInfoPath())
            .map(path -> OAuth2Auth.create(vertx, new OAuth2Options(options)));
    // Where it knows of these, it would ask there of tokens whose signatures are wrong.
    options.setUserInfoPath(null).setIntrospectionPath(null);
    return new Found(tokens, people, issuer);
  }

  /** As the configuration demands of the issuer. */
  private static boolean isSafe(String url) {
    URI uri = URI.create(url);
    String host = uri.getHost();
    return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(host));
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }
}
