package org.realtimehub.main;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.realtimehub.access.AccessSettings;
import org.realtimehub.access.InvalidKeysException;
import org.realtimehub.access.KeySource;
import org.realtimehub.access.StaticKeys;
import org.realtimehub.access.TokenLimits;
import org.realtimehub.access.TrustedIssuer;
import org.realtimehub.config.AuthorizationConfig;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.IssuerConfig;
import org.realtimehub.config.KeyConfig;
import org.realtimehub.jwks.JwksSettings;
import org.realtimehub.jwks.RemoteJwks;

/** Makes the configured keys, and fetches those that live elsewhere. */
final class Keys {

  private final Vertx vertx;
  private final List<RemoteJwks> remote = new ArrayList<>();

  Keys(Vertx vertx) {
    this.vertx = vertx;
  }

  AccessSettings settings(HubConfig config) throws InvalidKeysException {
    AuthorizationConfig authorization = config.authorization();
    List<TrustedIssuer> issuers = new ArrayList<>();
    for (IssuerConfig issuer : authorization.issuers()) {
      issuers.add(new TrustedIssuer(issuer.issuer(), source(issuer.keys())));
    }
    return new AccessSettings(
        issuers,
        authorization.audience(),
        Set.copyOf(authorization.algorithms()),
        config.protocol().draft07(),
        source(authorization.draft07().publisher()),
        source(authorization.draft07().subscriber()),
        TokenLimits.DEFAULT);
  }

  private Optional<KeySource> source(Optional<KeyConfig> config) throws InvalidKeysException {
    return config.isEmpty() ? Optional.empty() : Optional.of(source(config.get()));
  }

  private KeySource source(KeyConfig config) throws InvalidKeysException {
    if (config instanceof KeyConfig.RemoteKeys keys) {
      JwksSettings settings = JwksSettings.of(keys.url(), keys.refresh());
      RemoteJwks source = new RemoteJwks(vertx, settings, InstantSource.system());
      remote.add(source);
      return source;
    }
    KeyConfig.StaticKey key = (KeyConfig.StaticKey) config;
    String text = key.key().value();
    return text.stripLeading().startsWith("{")
        ? StaticKeys.jwks(text)
        : StaticKeys.of(key.algorithm(), text);
  }

  /** Begins to fetch; a server that does not answer yet is asked again later. */
  Future<Void> start() {
    for (RemoteJwks source : remote) {
      source.start();
    }
    return Future.succeededFuture();
  }

  Future<Void> close() {
    List<Future<Void>> closing = remote.stream().map(RemoteJwks::close).toList();
    return Future.join(closing).mapEmpty();
  }
}
