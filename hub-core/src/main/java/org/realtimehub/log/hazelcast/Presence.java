package org.realtimehub.log.hazelcast;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which nodes are together. Thread-safe.
 *
 * <p>Every event leads to a look at who is there: not every change has an event of its own when a
 * split is mended.
 */
final class Presence extends MembershipAdapter {

  private final HazelcastInstance instance;
  private final List<MemberListener> listeners = new CopyOnWriteArrayList<>();
  private Set<String> known;
  private volatile boolean merging;

  Presence(HazelcastInstance instance) {
    this.instance = instance;
    this.known = nodes();
    instance.getCluster().addMembershipListener(this);
    instance.getLifecycleService().addLifecycleListener(this::lifecycle);
    look();
  }

  Set<String> nodes() {
    Set<String> nodes = new HashSet<>();
    try {
      for (com.hazelcast.cluster.Member member : instance.getCluster().getMembers()) {
        String node = member.getAttribute(MemberConfig.NODE);
        if (node != null) {
          nodes.add(node);
        }
      }
    } catch (HazelcastInstanceNotActiveException e) {
      return Set.of();
    }
    return nodes;
  }

  /** Whether this member is on its way from the smaller part of a split cluster to the other. */
  boolean merging() {
    return merging;
  }

  void listen(MemberListener listener) {
    listeners.add(listener);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    look();
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    look();
  }

  private void lifecycle(LifecycleEvent event) {
    switch (event.getState()) {
      case MERGING -> merging = true;
      case MERGED -> {
        merging = false;
        look();
        listeners.forEach(MemberListener::merged);
      }
      case MERGE_FAILED -> merging = false;
      case SHUTDOWN -> listeners.forEach(MemberListener::ended);
      default -> {
        // Nothing that anybody waits for.
      }
    }
  }

  private synchronized void look() {
    Set<String> now = nodes();
    Set<String> before = known;
    known = now;
    for (String node : before) {
      if (!now.contains(node)) {
        listeners.forEach(listener -> listener.left(node));
      }
    }
    for (String node : now) {
      if (!before.contains(node)) {
        listeners.forEach(listener -> listener.joined(node));
      }
    }
  }
}
