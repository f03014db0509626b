package org.realtimehub.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How nodes of a hub find each other and stay together.
 *
 * @param enabled whether this node has others
 * @param name nodes of another name are strangers; absent for the name of the hub
 * @param host address of this machine that the other nodes reach, absent for one that is chosen
 * @param port on which nodes meet, 0 for any that is free
 * @param busPort on which messages between nodes arrive, 0 for any that is free
 * @param addresses host names or addresses of nodes, each with a port or not
 * @param dnsName stands for all nodes
 * @param kubernetes where Kubernetes is asked for the nodes
 * @param minimumSize how many nodes must be together for updates to be accepted
 * @param memberTimeout after which a silent node counts as dead
 * @param tls certificates of the messages between nodes
 */
public record ClusterConfig(
    boolean enabled,
    Optional<String> name,
    Optional<String> host,
    int port,
    int busPort,
    Discovery discovery,
    List<String> addresses,
    Optional<String> dnsName,
    Kubernetes kubernetes,
    int minimumSize,
    Duration memberTimeout,
    Optional<Tls> tls) {

  /** More copies than this of each update Hazelcast does not keep. */
  private static final int MOST_COPIES = 7;

  static final Key<Boolean> ENABLED = Key.of("cluster.enabled", Types.flag(), false);
  static final Key<Optional<String>> NAME =
      Key.optional(
          "cluster.name", Types.text("1 to 64 letters, digits and .-_", "[A-Za-z0-9._-]{1,64}"));
  static final Key<Optional<String>> HOST = Key.optional("cluster.host", Types.host());
  static final Key<Integer> PORT = Key.of("cluster.port", Types.wholeNumber(0, 65535), 5701);
  static final Key<Integer> BUS_PORT = Key.of("cluster.bus-port", Types.wholeNumber(0, 65535), 0);
  static final Key<Discovery> DISCOVERY =
      Key.of("cluster.discovery", Types.choice(Discovery.class), Discovery.ADDRESSES);
  static final Key<List<String>> ADDRESSES =
      Key.list("cluster.addresses", Types.hostAndPort(), List.of("127.0.0.1"));
  static final Key<Optional<String>> DNS_NAME = Key.optional("cluster.dns-name", Types.host());
  static final Key<Integer> MINIMUM_SIZE =
      Key.of("cluster.minimum-size", Types.wholeNumber(1, MOST_COPIES), 1);
  static final Key<Duration> MEMBER_TIMEOUT =
      Key.of("cluster.member-timeout", Types.time(), Duration.ofSeconds(10));
  static final Key<Optional<Path>> CERTIFICATE =
      Key.optional("cluster.tls.certificate", Types.file());
  static final Key<Optional<Path>> PRIVATE_KEY = Key.optional("cluster.tls.key", Types.file());
  static final Key<Optional<Path>> AUTHORITY = Key.optional("cluster.tls.authority", Types.file());

  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(2);

  public ClusterConfig {
    PORT.check(port);
    BUS_PORT.check(busPort);
    addresses = List.copyOf(addresses);
    ADDRESSES.check(addresses);
    MINIMUM_SIZE.check(minimumSize);
    if (memberTimeout.compareTo(SHORTEST_TIMEOUT) < 0) {
      throw new ConfigException(
          MEMBER_TIMEOUT.name(),
          "expected at least %s, got \"%s\""
              .formatted(Units.show(SHORTEST_TIMEOUT), Units.show(memberTimeout)));
    }
    if (enabled && discovery == Discovery.DNS && dnsName.isEmpty()) {
      throw new ConfigException(
          DNS_NAME.name(), "expected a name, because cluster.discovery is dns");
    }
    if (enabled && discovery == Discovery.ADDRESSES && addresses.isEmpty()) {
      throw new ConfigException(
          ADDRESSES.name(), "expected addresses of nodes, because cluster.discovery is addresses");
    }
  }

  /**
   * Where Kubernetes is asked for the nodes.
   *
   * @param service whose pods are the nodes; absent for all pods of the namespace
   * @param namespace absent for that of the pod
   */
  public record Kubernetes(Optional<String> service, Optional<String> namespace) {
    private static final Type<String> LABEL =
        Types.text("a name of Kubernetes", "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    static final Key<Optional<String>> SERVICE = Key.optional("cluster.kubernetes.service", LABEL);
    static final Key<Optional<String>> NAMESPACE =
        Key.optional("cluster.kubernetes.namespace", LABEL);

    static Kubernetes read(Values values) {
      return new Kubernetes(values.get(SERVICE), values.get(NAMESPACE));
    }
  }

  /**
   * The files with which nodes prove to each other who they are.
   *
   * @param certificate PEM file with this node's certificate and its chain
   * @param key PEM file with its private key (PKCS #8)
   * @param authority PEM file with who signs the nodes' certificates
   */
  public record Tls(Path certificate, Path key, Path authority) {}

  static ClusterConfig read(Values values) {
    return new ClusterConfig(
        values.get(ENABLED),
        values.get(NAME),
        values.get(HOST),
        values.get(PORT),
        values.get(BUS_PORT),
        values.get(DISCOVERY),
        values.get(ADDRESSES),
        values.get(DNS_NAME),
        Kubernetes.read(values),
        values.get(MINIMUM_SIZE),
        values.get(MEMBER_TIMEOUT),
        readTls(values));
  }

  private static Optional<Tls> readTls(Values values) {
    List<Key<Optional<Path>>> keys = List.of(CERTIFICATE, PRIVATE_KEY, AUTHORITY);
    boolean any = keys.stream().anyMatch(values::isSet);
    List<Optional<Path>> files = keys.stream().map(values::file).toList();
    for (Key<Optional<Path>> key : keys) {
      if (any && !values.isSet(key)) {
        values.problem(key.name(), "expected a file, because another key of cluster.tls is set");
      }
    }
    return files.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            new Tls(
                files.get(0).orElseThrow(), files.get(1).orElseThrow(), files.get(2).orElseThrow()))
        : Optional.empty();
  }
}
