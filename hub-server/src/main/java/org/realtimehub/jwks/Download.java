package org.realtimehub.jwks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One GET whose duration and size are bounded, however the server behaves. It follows no redirect:
 * the operator named the place to trust. Owned by the context that starts it.
 */
final class Download {
  private final JwksSettings settings;
  private final Promise<String> promise = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientRequest request;

  private Download(JwksSettings settings) {
    this.settings = settings;
  }

  static Future<String> start(Vertx vertx, HttpClient client, JwksSettings settings) {
    Download download = new Download(settings);
    long timeout = settings.timeout().toMillis();
    // The client's own timeout counts silence only, and a server can drip.
    long timer =
        vertx.setTimer(
            timeout, t -> download.fail(new TimeoutException("no answer in " + timeout + " ms")));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(settings.url().toString())
            .setFollowRedirects(false)
            .setConnectTimeout(timeout)
            .putHeader("accept", "application/jwk-set+json, application/json");
    client.request(options).onSuccess(download::send).onFailure(download::fail);
    return download.promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void send(HttpClientRequest ready) {
    request = ready;
    if (promise.future().isComplete()) {
      ready.reset();
      return;
    }
    ready.exceptionHandler(this::fail);
    ready.send().onSuccess(this::receive).onFailure(this::fail);
  }

  private void receive(HttpClientResponse response) {
    // First, since the reset of a response without one is logged as an error by Vert.x.
    response.exceptionHandler(this::fail);
    if (response.statusCode() != 200) {
      fail(new IOException("status " + response.statusCode()));
      return;
    }
    response.handler(this::append);
    response.endHandler(end -> promise.tryComplete(body.toString()));
  }

  private void append(Buffer chunk) {
    if (promise.future().isComplete()) {
      return;
    }
    if (body.length() + chunk.length() > settings.maxBytes()) {
      fail(new IOException("more than " + settings.maxBytes() + " bytes"));
    } else {
      body.appendBuffer(chunk);
    }
  }

  private void fail(Throwable cause) {
    if (promise.tryFail(cause) && request != null) {
      request.reset();
    }
  }
}
