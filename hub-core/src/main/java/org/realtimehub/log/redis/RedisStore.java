package org.realtimehub.log.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Redis of a hub: it runs scripts there, and comes back by itself after Redis was away. What is
 * kept in it, the log and the shared map, is opened on top of it.
 *
 * <p>Thread-safe. Every call ends within the timeout of the settings, on its caller's context.
 */
public final class RedisStore {

  /** Appends come one at a time from each node; they never wait behind readers. */
  private static final int WRITERS = 4;

  private static final int READERS = 8;
  private static final int MAX_WAITING = 20_000;

  /** How often a call that certainly has not been done is sent again at once. */
  private static final int SECOND_TRIES = 3;

  private record Call(LuaScript script, List<String> keys, List<byte[]> arguments) {}

  private final RedisSettings settings;
  private final Primary primary;
  private final Redis redis;
  private final Lane writers;
  private final Lane readers;
  private final Outage outage = new Outage();

  private RedisStore(Vertx vertx, RedisSettings settings) {
    this.settings = settings;
    RedisClients clients = new RedisClients(vertx, settings);
    this.primary = primary(settings, clients);
    this.redis = clients.following(primary::address, WRITERS + READERS);
    this.writers = new Lane(vertx, WRITERS, MAX_WAITING, settings.timeout());
    this.readers = new Lane(vertx, READERS, MAX_WAITING, settings.timeout());
  }

  /** Does not wait for Redis: a hub starts without it, and fails calls until it is there. */
  public static RedisStore open(Vertx vertx, RedisSettings settings) {
    return new RedisStore(vertx, settings);
  }

  /** Closes all connections; what was opened on top of it fails from then on. */
  public Future<Void> close() {
    return Future.join(redis.close(), primary.close()).mapEmpty();
  }

  String key(String name) {
    return settings.key(name);
  }

  /** Runs a script for one who waits to have something kept. */
  Future<@Nullable Response> write(LuaScript script, List<String> keys, List<byte[]> arguments) {
    return run(writers, new Call(script, keys, arguments));
  }

  /** Runs a script for one of many who want to know something. */
  Future<@Nullable Response> read(LuaScript script, List<String> keys, List<byte[]> arguments) {
    return run(readers, new Call(script, keys, arguments));
  }

  private Future<@Nullable Response> run(Lane lane, Call call) {
    return lane.run(() -> evaluate(call, SECOND_TRIES))
        .onSuccess(answer -> outage.answered())
        .recover(
            failure -> {
              RedisException trouble = Trouble.of(failure);
              outage.failed(trouble);
              primary.doubt();
              return Future.failedFuture(trouble);
            });
  }

  private Future<@Nullable Response> evaluate(Call call, int tries) {
    return send(call.script.byDigest(call.keys, call.arguments))
        .recover(
            failure ->
                says(failure, "NOSCRIPT")
                    ? send(call.script.byText(call.keys, call.arguments))
                    : Future.failedFuture(failure))
        .recover(
            failure ->
                tries > 0 && untouched(failure)
                    ? evaluate(call, tries - 1)
                    : Future.failedFuture(failure));
  }

  private Future<@Nullable Response> send(Request request) {
    return redis
        .connect()
        .compose(
            connection -> {
              // Whoever waits for an answer learns of the failure; Vert.x would log it as well.
              connection.exceptionHandler(failure -> {});
              return connection.send(request).eventually(connection::close);
            });
  }

  /** Whether the call can be sent again, because it certainly changed nothing. */
  private boolean untouched(Throwable failure) {
    if (says(failure, "MOVED")) {
      primary.moved(String.valueOf(failure.getMessage()));
      return true;
    }
    return "Connection is closed".equals(failure.getMessage());
  }

  private static boolean says(Throwable failure, String code) {
    return failure instanceof Response
        && String.valueOf(failure.getMessage()).startsWith(code + " ");
  }

  private static Primary primary(RedisSettings settings, RedisClients clients) {
    List<Primary.Adviser> advisers =
        settings.addresses().stream()
            .map(address -> new Primary.Adviser(address, clients.asking(address)))
            .toList();
    Primary.Question question =
        switch (settings.mode()) {
          case STANDALONE -> Questions.standalone();
          case SENTINEL -> Questions.sentinel(settings.master());
          case CLUSTER -> Questions.cluster(settings.key("log"));
        };
    return new Primary(advisers, question, settings.timeout());
  }
}
