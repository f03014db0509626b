package org.realtimehub.log.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the server is that takes the hub's writes, as each kind of deployment tells it. */
final class Questions {

  private Questions() {}

  /** There is only one. */
  static Primary.Question standalone() {
    return adviser -> Future.succeededFuture(adviser.address());
  }

  /** Sentinels tell which server they call the primary. */
  static Primary.Question sentinel(String master) {
    Request request = Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(master);
    return adviser ->
        adviser
            .redis()
            .send(request)
            .map(
                answer -> {
                  if (answer == null) {
                    throw new RedisException("the sentinel knows no master " + master);
                  }
                  return at(adviser.address(), answer.get(0), answer.get(1).toInteger());
                });
  }

  /** Every node tells which one has the slot of a key. */
  static Primary.Question cluster(String key) {
    List<Request> requests =
        List.of(
            Request.cmd(Command.CLUSTER).arg("KEYSLOT").arg(key),
            Request.cmd(Command.CLUSTER).arg("SLOTS"));
    return adviser ->
        adviser
            .redis()
            .batch(requests)
            .map(answers -> owner(adviser.address(), answers.get(0).toInteger(), answers.get(1)));
  }

  private static URI owner(URI adviser, int slot, Response ranges) {
    for (Response range : ranges) {
      if (range.get(0).toInteger() <= slot && slot <= range.get(1).toInteger()) {
        Response primary = range.get(2);
        return at(adviser, primary.get(0), primary.get(1).toInteger());
      }
    }
    throw new RedisException("no node of the Redis Cluster has the slot of the hub");
  }

  /**
   * The target of {@code MOVED slot host:port}; a host that is left out is the one that said so.
   */
  static URI moved(URI from, String error) {
    String target = error.substring(error.lastIndexOf(' ') + 1);
    int colon = target.lastIndexOf(':');
    return at(from, target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
  }

  private static URI at(URI adviser, @Nullable Response host, int port) {
    return at(adviser, host == null ? "" : host.toString(), port);
  }

  private static URI at(URI adviser, String named, int port) {
    String host = named.isEmpty() || named.equals("?") ? adviser.getHost() : named;
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create(adviser.getScheme() + "://" + literal + ":" + port);
  }
}
