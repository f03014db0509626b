package org.realtimehub.admin;

import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.realtimehub.admin.access.AccessSettings;
import org.realtimehub.admin.oidc.OidcSettings;

/**
 * What the admin side is told by the configuration.
 *
 * @param tls absent for plain HTTP
 * @param addresses tells whose request it is
 * @param oidc a provider whose users may sign in, too
 * @param sweepEvery time between two sweeps
 * @param canaryEvery time between two canaries, zero for none
 */
public record AdminSettings(
    String host,
    int port,
    Optional<Tls> tls,
    Function<HttpServerRequest, String> addresses,
    AccessSettings access,
    Optional<OidcSettings> oidc,
    Duration sweepEvery,
    Duration canaryEvery) {

  /**
   * The files that make the server speak TLS.
   *
   * @param certificate PEM file with the certificate and its chain
   * @param key PEM file with the private key (PKCS #8)
   */
  public record Tls(Path certificate, Path key) {}
}
