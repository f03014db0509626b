package org.realtimehub.log.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimehub.log.hazelcast.TestCluster.until;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MemberTest {

  @Test
  void clusteredVertx_runsOnMembers_underTheirNodeIds() throws Exception {
    try (TestCluster cluster = TestCluster.of(2, 1)) {
      Vertx one = vertx(cluster.member(0));
      Vertx other = vertx(cluster.member(1));
      List<Object> received = new CopyOnWriteArrayList<>();
      other
          .eventBus()
          .consumer("address", message -> received.add(message.body()))
          .completion()
          .await(20, TimeUnit.SECONDS);
      until(
          () -> {
            one.eventBus().send("address", "hello");
            return received.contains("hello");
          });
      assertThat(((VertxInternal) one).clusterManager().getNodes())
          .containsExactlyInAnyOrderElementsOf(cluster.member(0).nodes());
      one.close().await(20, TimeUnit.SECONDS);
      assertThat(cluster.member(0).running()).isTrue();
      other.close().await(20, TimeUnit.SECONDS);
    }
  }

  private static Vertx vertx(Member member) throws Exception {
    EventBusOptions bus = new EventBusOptions().setHost("127.0.0.1");
    return Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(bus))
        .withClusterManager(member.clusterManager())
        .buildClustered()
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void nodes_hearOfOneAnother() {
    try (TestCluster cluster = TestCluster.of(1, 1)) {
      List<String> heard = Recorder.of(cluster.member(0));
      Member second = cluster.join();
      until(() -> heard.contains("joined " + second.self()));
      assertThat(cluster.member(0).nodes()).isEqualTo(second.nodes()).contains(second.self());
      List<String> ofSecond = Recorder.of(second);
      cluster.leave(second);
      until(() -> ofSecond.contains("ended"));
      until(() -> heard.contains("left " + second.self()));
      assertThat(second.running()).isFalse();
      assertThat(second.nodes()).isEmpty();
    }
  }

  @Test
  void dnsName_isLookedUp() {
    MemberSettings settings =
        new MemberSettings(
            "dns",
            "node",
            "127.0.0.1",
            new MemberSettings.Ports(0, 1),
            new Discovery.Dns("localhost"),
            1,
            MemberSettings.Timing.USUAL);
    Member member = Member.start(settings);
    assertThat(member.nodes()).containsExactly("node");
    member.terminate();
  }

  @Test
  void settingsThatCannotWork_areRefused() {
    assertThatThrownBy(() -> settings(0, 1)).hasMessageContaining("minimumSize");
    assertThatThrownBy(() -> settings(8, 1)).hasMessageContaining("minimumSize");
    assertThatThrownBy(() -> settings(1, 0)).hasMessageContaining("memberTimeout");
    assertThatThrownBy(() -> new MemberSettings.Ports(65_530, 10)).hasMessageContaining("ports");
  }

  private static MemberSettings settings(int minimumSize, int memberTimeout) {
    Duration second = Duration.ofSeconds(1);
    return new MemberSettings(
        "cluster",
        "node",
        null,
        MemberSettings.Ports.USUAL,
        new Discovery.Multicast(),
        minimumSize,
        new MemberSettings.Timing(Duration.ofSeconds(memberTimeout), second, second));
  }
}
