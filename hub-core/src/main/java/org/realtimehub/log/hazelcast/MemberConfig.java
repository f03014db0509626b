package org.realtimehub.log.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TcpIpConfig;
import java.time.Duration;

/** Hazelcast's configuration for a member. */
final class MemberConfig {

  /** Named by the cluster manager of Vert.x, whose id of a node is ours. */
  static final String NODE = "__vertx.nodeId";

  private MemberConfig() {}

  static Config of(MemberSettings settings) {
    Config config = new Config("hub-" + settings.node());
    config.setClusterName(settings.cluster());
    config.getMemberAttributeConfig().setAttribute(NODE, settings.node());
    properties(config, settings);
    config.getJetConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    network(config.getNetworkConfig(), settings);
    vertxMaps(config);
    HubMaps.configure(config, settings.minimumSize());
    Wire.register(config.getSerializationConfig());
    return config;
  }

  private static void properties(Config config, MemberSettings settings) {
    MemberSettings.Timing timing = settings.timing();
    config
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        // Members are few: each joins when it comes.
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", seconds(timing.memberTimeout()))
        .setProperty("hazelcast.merge.first.run.delay.seconds", seconds(timing.mergeEvery()))
        .setProperty("hazelcast.merge.next.run.delay.seconds", seconds(timing.mergeEvery()))
        .setProperty("hazelcast.graceful.shutdown.max.wait", seconds(timing.leaveWithin()));
    config
        // A change whose backup died meanwhile is asked for again this late.
        .setProperty("hazelcast.operation.backup.timeout.millis", "1000")
        // How soon a backup that missed something is copied anew.
        .setProperty("hazelcast.partition.backup.sync.interval", "5");
    if (settings.host() != null) {
      config
          .setProperty("hazelcast.local.localAddress", settings.host())
          .setProperty("hazelcast.socket.bind.any", "false");
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static void network(NetworkConfig network, MemberSettings settings) {
    MemberSettings.Ports ports = settings.ports();
    network
        .setPort(ports.first())
        .setPortCount(ports.count())
        .setPortAutoIncrement(ports.count() > 1);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(false);
    discovery(join, settings);
  }

  private static void discovery(JoinConfig join, MemberSettings settings) {
    Discovery discovery = settings.discovery();
    String port = Integer.toString(settings.ports().first());
    if (discovery instanceof Discovery.Addresses addresses) {
      TcpIpConfig tcp = join.getTcpIpConfig().setEnabled(true);
      addresses.members().forEach(tcp::addMember);
    } else if (discovery instanceof Discovery.Dns dns) {
      join.getKubernetesConfig()
          .setEnabled(true)
          .setProperty("service-dns", dns.name())
          .setProperty("service-port", port);
    } else if (discovery instanceof Discovery.Kubernetes kubernetes) {
      KubernetesConfig api = join.getKubernetesConfig().setEnabled(true);
      api.setProperty("service-port", port);
      if (kubernetes.service() != null) {
        api.setProperty("service-name", kubernetes.service());
      }
      if (kubernetes.namespace() != null) {
        api.setProperty("namespace", kubernetes.namespace());
      }
    } else {
      join.getMulticastConfig().setEnabled(true);
    }
  }

  /** As the cluster manager of Vert.x wants them (its {@code default-cluster.xml}). */
  private static void vertxMaps(Config config) {
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
  }
}
