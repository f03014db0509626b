package org.realtimehub.admin.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.realtimehub.control.NodeEntry;
import org.realtimehub.control.NodeFacts;
import org.realtimehub.control.NodeHoldings;
import org.realtimehub.control.NodeHoldings.Behind;
import org.realtimehub.control.NodeHoldings.Memory;
import org.realtimehub.control.NodeHoldings.Total;
import org.realtimehub.control.NodeInfo;
import org.realtimehub.control.NodeLoad;
import org.realtimehub.control.NodeLoad.Latency;

final class SeriesTest {

  private final Series series = new Series();
  private long now = 1_000_000;

  private static NodeEntry node(String id, int connections, long opened, long started) {
    NodeFacts facts =
        new NodeFacts("https://hub.example/", "a", "b", "1", Instant.ofEpochSecond(started));
    NodeHoldings holdings =
        new NodeHoldings(
            connections,
            100,
            0,
            new Behind(1, 2),
            new Memory(3, 4),
            new Total(opened, Map.of("idle", opened / 2, "kicked", 0L)));
    Latency latency =
        new Latency(OptionalDouble.of(0.123456789), OptionalDouble.empty(), OptionalDouble.empty());
    return new NodeEntry(
        id, false, new NodeInfo(facts, holdings, null, new NodeLoad(-1, 7, 8, 9, latency)));
  }

  private static NodeEntry silent(NodeEntry node) {
    return new NodeEntry(node.id(), true, node.infoOrNull());
  }

  private void add(NodeEntry... nodes) {
    series.add(List.of(nodes), now);
    now += 5;
  }

  private List<Object> values(String node, String gauge) {
    JsonObject json = series.copy().toJson();
    JsonArray values = json.getJsonObject("nodes").getJsonObject(node).getJsonArray(gauge);
    assertThat(values.size()).isEqualTo(json.getJsonArray("times").size());
    return new ArrayList<>(values.stream().toList());
  }

  @Test
  void gauges_areAsTheNodeSaid_unknownOnesNull() {
    add(node("a", 5, 10, 1));
    assertThat(values("a", "connections")).containsExactly(5L);
    assertThat(values("a", "publish_p99")).containsExactly(0.12346);
    assertThat(values("a", "loop_lateness")).containsExactly(0.007);
    assertThat(values("a", "cpu")).containsExactly((Object) null);
    assertThat(values("a", "delivery_p99")).containsExactly((Object) null);
  }

  @Test
  void rates_areOfWhatWasCountedBetween_notAcrossARestart() {
    add(node("a", 5, 10, 1));
    add(node("a", 5, 30, 1));
    add(node("a", 5, 4, 2));
    add(node("a", 5, 9, 2));
    assertThat(values("a", "opened_per_second")).containsExactly(null, 4L, null, 1L);
    assertThat(values("a", "closed_per_second.idle")).containsExactly(null, 2L, null, 0.4);
    assertThat(series.copy().toJson().getJsonObject("nodes").getJsonObject("a").fieldNames())
        .doesNotContain("closed_per_second.kicked");
  }

  @Test
  void nodeThatIsSilentOrGone_hasNothing_andOneThatComesLaterBeginsThere() {
    add(node("a", 1, 0, 1));
    add(node("a", 2, 0, 1), node("b", 7, 0, 1));
    add(silent(node("a", 2, 0, 1)), node("b", 8, 0, 1));
    add(node("b", 9, 0, 1));
    assertThat(values("a", "connections")).containsExactly(1L, 2L, null, null);
    assertThat(values("b", "connections")).containsExactly(null, 7L, 8L, 9L);
    assertThat(series.last().getJsonObject("nodes").getJsonObject("b").getLong("connections"))
        .isEqualTo(9);
    assertThat(series.last().getLong("time")).isEqualTo(now - 5);
  }

  @Test
  void anHour_isKept_andNotMore() {
    for (int i = 0; i < 719; i++) {
      add(node("a", i, 0, 1));
    }
    assertThat(values("a", "connections")).hasSize(719).startsWith(0L).endsWith(718L);
    for (int i = 719; i < 1_000; i++) {
      add(node("a", i, 0, 1));
    }
    assertThat(values("a", "connections")).hasSize(720).startsWith(280L, 281L).endsWith(999L);
    JsonArray times = series.copy().toJson().getJsonArray("times");
    assertThat(times.getLong(719) - times.getLong(0)).isEqualTo(719 * 5);
  }

  @Test
  void nodeOfWhichTheHourKnowsNothing_isForgotten() {
    add(node("gone", 1, 0, 1));
    for (int i = 0; i < 719; i++) {
      add(node("a", 1, 0, 1));
    }
    assertThat(series.copy().toJson().getJsonObject("nodes").fieldNames()).contains("gone");
    add(node("a", 1, 0, 1));
    assertThat(series.copy().toJson().getJsonObject("nodes").fieldNames()).containsExactly("a");
  }
}
