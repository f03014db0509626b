package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.control.NodeHoldings.Behind;
import org.realtimehub.control.NodeHoldings.Memory;
import org.realtimehub.control.NodeHoldings.Total;
import org.realtimehub.control.NodeLoad.Latency;
import org.realtimehub.update.Position;

final class NodeDirectoryTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Set<String> members = ConcurrentHashMap.newKeySet();
  private final NodeDirectory directory =
      new NodeDirectory(new TestMembership("a", members), () -> now);
  private final NodeDirectory other =
      new NodeDirectory(new TestMembership("b", members), () -> now);
  private final NodeInfo info =
      new NodeInfo(
          new NodeFacts("https://hub.example/", "b:3000", "b:3001", "1.2", Instant.EPOCH),
          new NodeHoldings(
              12, 100, 1, new Behind(2, 345), new Memory(6, 7), new Total(8, Map.of("idle", 9L))),
          new Position("epoch", 345),
          new NodeLoad(
              0.5,
              3,
              1.5,
              2.5,
              new Latency(OptionalDouble.of(0.1), OptionalDouble.of(0.2), OptionalDouble.of(0.3))));

  @BeforeEach
  void come() {
    members.add("a");
    members.add("b");
  }

  private NodeEntry entry(String id) {
    return directory.nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void whatANodeSays_isKept() {
    directory.hear(new JsonObject(other.announcement(info).encode()));
    assertThat(entry("b")).isEqualTo(new NodeEntry("b", false, info));
    NodeInfo early =
        new NodeInfo(
            info.facts(),
            new NodeHoldings(0, 1, 0, Behind.NONE, new Memory(0, 1), new Total(0, Map.of())),
            null,
            new NodeLoad(-1, 0, 0, 0, Latency.UNKNOWN));
    directory.hear(new JsonObject(other.announcement(early).encode()));
    assertThat(entry("b").info()).contains(early);
  }

  @Test
  void nodeThatSaysNothingMore_isSilent_withWhatItSaidLast() {
    directory.hear(other.announcement(info));
    now = now.plusMillis(2_999);
    assertThat(entry("b").silent()).isFalse();
    now = now.plusMillis(1);
    assertThat(entry("b")).isEqualTo(new NodeEntry("b", true, info));
    directory.hear(other.announcement(info));
    assertThat(entry("b").silent()).isFalse();
  }

  @Test
  void nodeThatNeverSaidAnything_isSilentSoon() {
    directory.look();
    assertThat(entry("b")).isEqualTo(new NodeEntry("b", false, null));
    now = now.plusSeconds(3);
    assertThat(entry("b")).isEqualTo(new NodeEntry("b", true, null));
  }

  @Test
  void nodeThatLeft_isGoneAtOnce_andOneThatIsNotThereYet_isNotShown() {
    directory.hear(other.announcement(info));
    members.remove("b");
    assertThat(directory.nodes()).extracting("id").containsExactly("a");
    members.add("b");
    assertThat(entry("b").info()).as("heard of just before it was there").contains(info);
    members.remove("b");
    now = now.plusSeconds(3);
    directory.look();
    members.add("b");
    assertThat(entry("b").info()).as("what is long past").isEmpty();
  }

  @Test
  void whatCannotBeUnderstood_isNoInformation_andDoesNoHarm() {
    directory.hear(other.announcement(info));
    directory.hear(new JsonObject().put("v", 1).put("id", "b"));
    directory.hear(new JsonObject().put("v", "x").put("id", "b"));
    assertThat(entry("b").info()).contains(info);
    directory.hear(new JsonObject().put("v", 2).put("id", "b"));
    assertThat(entry("b")).isEqualTo(new NodeEntry("b", false, null));
  }
}
