package org.realtimehub.log.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisStandaloneConnectOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes clients as the settings want them. */
final class RedisClients {

  /** A connection has one command under way; its greeting is the longest row of them. */
  private static final int COMMANDS_PER_CONNECTION = 8;

  private final Vertx vertx;
  private final RedisSettings settings;

  RedisClients(Vertx vertx, RedisSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
  }

  /** For commands to whichever server has this address at the time. */
  Redis following(Supplier<Future<URI>> address, int connections) {
    String path = settings.database() == 0 ? "" : "/" + settings.database();
    return client(() -> address.get().map(to -> connect(to + path)), connections);
  }

  /** For questions to one sentinel or node; these have no databases. */
  Redis asking(URI address) {
    RedisStandaloneConnectOptions connect = connect(address.toString());
    return client(() -> Future.succeededFuture(connect), 2);
  }

  private Redis client(Supplier<Future<RedisStandaloneConnectOptions>> connect, int connections) {
    RedisOptions options =
        new RedisOptions()
            .setNetClientOptions(net())
            .setMaxPoolSize(connections)
            .setMaxPoolWaiting(connections)
            .setPoolCleanerInterval(0)
            .setPoolRecycleTimeout(-1);
    return Redis.createStandaloneClient(vertx, options, connect);
  }

  private RedisStandaloneConnectOptions connect(String address) {
    RedisStandaloneConnectOptions connect =
        new RedisStandaloneConnectOptions()
            .setConnectionString(address)
            .setMaxWaitingHandlers(COMMANDS_PER_CONNECTION);
    settings
        .login()
        .ifPresent(
            login -> {
              login.username().ifPresent(connect::setUser);
              connect.setPassword(login.password());
            });
    return connect;
  }

  /**
   * The idle timeout closes a connection on which Redis owes an answer for too long, so that
   * hanging servers and vanished networks give back what they hold of the pool.
   */
  private NetClientOptions net() {
    int millis = Math.toIntExact(settings.timeout().toMillis());
    NetClientOptions net =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout(millis)
            .setSslHandshakeTimeout(millis)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(millis)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    if (settings.tls()) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
      settings
          .authority()
          .ifPresent(pem -> net.setTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
    }
    return net;
  }
}
