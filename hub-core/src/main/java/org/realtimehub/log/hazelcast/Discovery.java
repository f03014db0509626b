package org.realtimehub.log.hazelcast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a member finds the others. */
public sealed interface Discovery {

  /**
   * They are known.
   *
   * @param members {@code host} or {@code host:port}, this one may be among them; empty for a
   *     member that others find
   */
  record Addresses(List<String> members) implements Discovery {
    public Addresses {
      members = List.copyOf(members);
    }
  }

  /**
   * A DNS name has the addresses of all, as that of a headless service in Kubernetes. All listen on
   * the same port.
   *
   * @param name whose A records are the members' addresses
   */
  record Dns(String name) implements Discovery {}

  /**
   * The API of Kubernetes tells the endpoints of a service. All listen on the same port.
   *
   * @param service null for all pods of the namespace
   * @param namespace null for that of the pod
   */
  record Kubernetes(@Nullable String service, @Nullable String namespace) implements Discovery {}

  /** They answer to multicast, on Hazelcast's usual group and port. */
  record Multicast() implements Discovery {}
}
