package org.realtimehub.admin;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.realtimehub.admin.api.Problems;
import org.realtimehub.admin.api.Refused;

/** The HTTP server of the admin side: what it takes of clients before any route is asked. */
final class AdminHttp {

  /** The longest topic that the contract allows, percent-encoded, and room for the rest. */
  private static final int MAX_REQUEST_LINE = 64 << 10;

  private static final int MAX_HEADER = 16 << 10;

  /** Streams show that they live more often: on what is silent for so long, nobody waits. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private AdminHttp() {}

  static HttpServerOptions options(AdminSettings settings) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxInitialLineLength(MAX_REQUEST_LINE)
            .setMaxHeaderSize(MAX_HEADER)
            // In HTTP/2 the request line is a header.
            .setInitialSettings(
                new Http2Settings().setMaxHeaderListSize(MAX_REQUEST_LINE + MAX_HEADER))
            .setIdleTimeout((int) IDLE.toSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    settings
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString())));
    return options;
  }

  /** What cannot be read as HTTP is refused, and its connection closed. */
  static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Problems.answer(
        request,
        cause instanceof TooLongHttpLineException
            ? new Refused(414, "uri-too-long", "URI too long", "the request line is too long")
            : cause instanceof TooLongHttpHeaderException
                ? new Refused(
                    431,
                    "header-too-large",
                    "Request header fields too large",
                    "the header fields are too large")
                : Refused.invalid("the request is not valid HTTP"));
    request.connection().close();
  }
}
