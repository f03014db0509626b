package org.realtimehub.blackbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP/2 without TLS to one hub, on connections that the test opens and closes itself. */
final class Http2Client implements AutoCloseable {

  private final TestHub hub;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClientAgent client;

  Http2Client(TestHub hub) {
    this.hub = hub;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
  }

  HttpClientConnection connect() {
    return await(client.connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(hub.port())));
  }

  /** A request that subscribes, not sent yet. */
  HttpClientRequest subscription(
      HttpClientConnection connection, @Nullable String token, String... parameters) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setURI(hub.url().getRawPath() + "?" + hub.url(parameters).getRawQuery());
    if (token != null) {
      options.putHeader("Authorization", "Bearer " + token);
    }
    return await(connection.request(options));
  }

  static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TestHub.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
