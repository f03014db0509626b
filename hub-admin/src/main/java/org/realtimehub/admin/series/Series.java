package org.realtimehub.admin.series;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimehub.control.NodeEntry;
import org.realtimehub.control.NodeInfo;

/**
 * The numbers of the last hour of each node, as this one heard of them. A node takes some 150 KB.
 * Owned by one context; a copy may be written on any thread.
 */
public final class Series {

  public static final Duration STEP = Duration.ofSeconds(5);

  private static final int POINTS = 720;

  private final long[] times = new long[POINTS];
  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private int length;

  /**
   * Adds a point; forgets nodes of which the hour knows nothing.
   *
   * @param nodes those that are together
   * @param now seconds since 1970
   */
  public void add(List<NodeEntry> nodes, long now) {
    if (length == POINTS) {
      System.arraycopy(times, 1, times, 0, POINTS - 1);
      tracks.values().forEach(Track::moveOn);
      length--;
    }
    times[length] = now;
    nodes.forEach(node -> tracks.computeIfAbsent(node.id(), id -> new Track(POINTS)));
    Map<String, NodeInfo> said = new HashMap<>();
    nodes.stream()
        .filter(node -> !node.silent())
        .forEach(node -> node.info().ifPresent(info -> said.put(node.id(), info)));
    tracks.forEach((id, track) -> track.add(length, said.get(id)));
    length++;
    tracks.values().removeIf(Track::isEmpty);
  }

  /** The last point: the values of each node. */
  public JsonObject last() {
    JsonObject nodes = new JsonObject();
    tracks.forEach((id, track) -> nodes.put(id, track.last(length - 1)));
    return new JsonObject().put("time", length == 0 ? null : times[length - 1]).put("nodes", nodes);
  }

  /** What is known now; to be written by whoever has time for it. */
  public Copy copy() {
    Map<String, Map<String, double[]>> values = new LinkedHashMap<>();
    tracks.forEach((id, track) -> values.put(id, track.copy(length)));
    return new Copy(Arrays.copyOf(times, length), values);
  }

  /** An hour that does not change any more. */
  public static final class Copy {

    private final long[] times;
    private final Map<String, Map<String, double[]>> nodes;

    private Copy(long[] times, Map<String, Map<String, double[]>> nodes) {
      this.times = times;
      this.nodes = nodes;
    }

    /** As the contract says; takes milliseconds. */
    public JsonObject toJson() {
      JsonObject byNode = new JsonObject();
      nodes.forEach(
          (id, gauges) -> {
            JsonObject arrays = new JsonObject();
            gauges.forEach((gauge, values) -> arrays.put(gauge, array(values)));
            byNode.put(id, arrays);
          });
      JsonArray seconds = new JsonArray();
      Arrays.stream(times).forEach(seconds::add);
      return new JsonObject()
          .put("step", STEP.toSeconds())
          .put("times", seconds)
          .put("nodes", byNode);
    }

    private static JsonArray array(double[] values) {
      JsonArray array = new JsonArray();
      for (double value : values) {
        array.add(Track.shown(value));
      }
      return array;
    }
  }
}
