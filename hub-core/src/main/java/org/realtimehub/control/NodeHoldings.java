package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node holds, and held.
 *
 * @param connections that are open
 * @param maxConnections places in its pool
 * @param waiting newcomers that wait for a place
 * @param behind what its loops said some seconds ago of subscribers that are slow
 * @param memory of its heap
 * @param total since its start
 */
public record NodeHoldings(
    int connections, int maxConnections, int waiting, Behind behind, Memory memory, Total total) {

  /**
   * Subscribers that have not caught up.
   *
   * @param waitingBytes bytes that sockets have not taken
   */
  public record Behind(int subscribers, long waitingBytes) {
    static final Behind NONE = new Behind(0, 0);
  }

  /** In bytes. */
  public record Memory(long used, long max) {

    static Memory now() {
      Runtime runtime = Runtime.getRuntime();
      return new Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }
  }

  /**
   * Connections since the start.
   *
   * @param closed by reason
   */
  public record Total(long opened, Map<String, Long> closed) {

    public Total {
      closed = Map.copyOf(closed);
    }
  }

  void write(JsonObject json) {
    JsonObject closed = new JsonObject();
    new TreeMap<>(total.closed).forEach(closed::put);
    json.put("connections", connections)
        .put("places", maxConnections)
        .put("newcomers", waiting)
        .put("behind", behind.subscribers)
        .put("waiting", behind.waitingBytes)
        .put("memory", memory.used)
        .put("heap", memory.max)
        .put("opened", total.opened)
        .put("closed", closed);
  }

  static NodeHoldings read(JsonObject json) {
    Map<String, Long> closed = new TreeMap<>();
    JsonObject byReason = json.getJsonObject("closed");
    byReason.fieldNames().forEach(reason -> closed.put(reason, byReason.getLong(reason)));
    return new NodeHoldings(
        json.getInteger("connections"),
        json.getInteger("places"),
        json.getInteger("newcomers"),
        new Behind(json.getInteger("behind"), json.getLong("waiting")),
        new Memory(json.getLong("memory"), json.getLong("heap")),
        new Total(json.getLong("opened"), closed));
  }
}
