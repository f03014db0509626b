package org.realtimehub.log.hazelcast;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.realtimehub.cluster.Membership;

/**
 * Which nodes are together. Thread-safe.
 *
 * <p>Every event leads to a look at who is there: not every change has an event of its own when a
 * split is mended.
 */
final class Presence extends MembershipAdapter {

  private static final int MAX_GONE = 1_000;

  private final HazelcastInstance instance;
  private final List<Membership.Listener> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> atEnd = new CopyOnWriteArrayList<>();

  /**
   * Who left. Whoever of them comes back was in the other part of a split, for ids are not reused.
   */
  private final Set<String> gone = new LinkedHashSet<>();

  private Set<String> known;
  private volatile boolean merging;

  Presence(HazelcastInstance instance) {
    this.instance = instance;
    this.known = nodes();
    instance.getCluster().addMembershipListener(this);
    instance.getLifecycleService().addLifecycleListener(this::lifecycle);
    look(false);
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

  void listen(Membership.Listener listener) {
    listeners.add(listener);
  }

  void atEnd(Runnable action) {
    atEnd.add(action);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    look(false);
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    look(false);
  }

  private void lifecycle(LifecycleEvent event) {
    switch (event.getState()) {
      case MERGING -> merging = true;
      case MERGED -> {
        merging = false;
        look(true);
      }
      case MERGE_FAILED -> merging = false;
      case SHUTDOWN -> atEnd.forEach(Runnable::run);
      default -> {
        // Nothing that anybody waits for.
      }
    }
  }

  /** While it merges, a member is told everything at the end. */
  private synchronized void look(boolean merged) {
    if (merging) {
      return;
    }
    Set<String> before = known;
    known = nodes();
    boolean together = merged;
    for (String node : before) {
      if (!known.contains(node)) {
        gone.add(node);
        listeners.forEach(listener -> listener.left(node));
      }
    }
    for (String node : known) {
      if (!before.contains(node)) {
        together |= gone.remove(node);
        listeners.forEach(listener -> listener.joined(node));
      }
    }
    if (together) {
      listeners.forEach(Membership.Listener::merged);
    }
    forgetOldest();
  }

  private void forgetOldest() {
    if (gone.size() > MAX_GONE) {
      gone.remove(gone.iterator().next());
    }
  }
}
