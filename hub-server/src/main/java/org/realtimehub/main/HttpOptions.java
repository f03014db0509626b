package org.realtimehub.main;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import org.realtimehub.config.HttpConfig;

/** The options of the public HTTP server. */
final class HttpOptions {

  /** A proxy carries many subscribers in one HTTP/2 connection. */
  private static final long MAX_STREAMS = 1_000;

  /** Subscribers of a proxy that leave together are no attack. */
  private static final int MAX_RESETS_PER_WINDOW = 10_000;

  private static final int BACKLOG = 4_096;

  private HttpOptions() {}

  static HttpServerOptions of(HttpConfig http) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(http.host())
            .setPort(http.port())
            .setAcceptBacklog(BACKLOG)
            .setMaxInitialLineLength(Math.toIntExact(http.maxRequestLine()))
            .setMaxHeaderSize(Math.toIntExact(http.maxHeader()))
            .setHandle100ContinueAutomatically(true)
            .setCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setStrictThreadMode(true)
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setHttp2ClearTextEnabled(http.h2())
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MAX_STREAMS)
                    .setMaxHeaderListSize(http.maxHeader()))
            .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS_PER_WINDOW);
    http.tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setUseAlpn(http.h2())
                    .setAlpnVersions(
                        http.h2()
                            ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                            : List.of(HttpVersion.HTTP_1_1))
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString())));
    return options;
  }
}
