package org.realtimehub.main;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ClusterConfig;
import org.realtimehub.config.HubConfig;
import org.realtimehub.log.hazelcast.Discovery;
import org.realtimehub.log.hazelcast.MemberSettings;

/** The configuration of a cluster in the terms of Hazelcast and of the event bus. */
final class ClusterSettings {

  /** A port of its own choice: not one after the other from this on, as its default would be. */
  private static final String LOOPBACK = "127.0.0.1";

  private static final List<String> LOCAL = List.of("127.", "localhost", "[::1]");
  private static final Duration MERGE_EVERY = Duration.ofSeconds(10);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(15);

  /** A node that does not answer on the bus is given up, with what waits for it. */
  private static final long PING_MILLIS = 2_000;

  private ClusterSettings() {}

  static MemberSettings member(HubConfig config, String node) {
    ClusterConfig cluster = config.cluster();
    return new MemberSettings(
        cluster.name().orElse(config.name()),
        node,
        host(cluster),
        new MemberSettings.Ports(cluster.port(), 1),
        discovery(cluster),
        cluster.minimumSize(),
        new MemberSettings.Timing(cluster.memberTimeout(), MERGE_EVERY, LEAVE_WITHIN));
  }

  /** Who looks for others on this machine alone need not be reached from elsewhere. */
  private static @Nullable String host(ClusterConfig cluster) {
    boolean local =
        cluster.discovery() == org.realtimehub.config.Discovery.ADDRESSES
            && cluster.addresses().stream().allMatch(a -> LOCAL.stream().anyMatch(a::startsWith));
    return cluster.host().or(() -> local ? Optional.of(LOOPBACK) : Optional.empty()).orElse(null);
  }

  private static Discovery discovery(ClusterConfig cluster) {
    return switch (cluster.discovery()) {
      case ADDRESSES -> new Discovery.Addresses(cluster.addresses());
      case DNS -> new Discovery.Dns(cluster.dnsName().orElseThrow());
      case KUBERNETES ->
          new Discovery.Kubernetes(
              cluster.kubernetes().service().orElse(null),
              cluster.kubernetes().namespace().orElse(null));
      case MULTICAST -> new Discovery.Multicast();
    };
  }

  /**
   * @param host address at which the other nodes reach this one
   */
  static EventBusOptions bus(ClusterConfig cluster, String host) {
    EventBusOptions options =
        new EventBusOptions()
            .setHost(host)
            .setPort(cluster.busPort())
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS);
    cluster
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setTrustAll(false)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString()))
                    .setTrustOptions(
                        new PemTrustOptions().addCertPath(tls.authority().toString())));
    return options;
  }
}
