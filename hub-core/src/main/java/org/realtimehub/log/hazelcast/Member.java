package org.realtimehub.log.hazelcast;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Set;
import org.realtimehub.cluster.Membership;

/**
 * This node as a member of its cluster, from its start until it leaves. Thread-safe.
 *
 * <p>Nodes are named by their own ids, which last as long as their processes; Hazelcast's ids
 * change when a split is mended.
 */
public final class Member implements Membership {

  private static final String LOGGING = "hazelcast.logging.type";

  private final MemberSettings settings;
  private final HazelcastInstance instance;
  private final Presence presence;

  private Member(MemberSettings settings, HazelcastInstance instance) {
    this.settings = settings;
    this.instance = instance;
    this.presence = new Presence(instance);
  }

  /** Joins the cluster, or is its first member. Blocks for seconds. */
  public static Member start(MemberSettings settings) {
    if (System.getProperty(LOGGING) == null) {
      // Some of Hazelcast's classes log before they are configured.
      System.setProperty(LOGGING, "slf4j");
    }
    return new Member(settings, Hazelcast.newHazelcastInstance(MemberConfig.of(settings)));
  }

  public MemberSettings settings() {
    return settings;
  }

  HazelcastInstance instance() {
    return instance;
  }

  /** Whether this member has neither left nor been lost. */
  public boolean running() {
    return instance.getLifecycleService().isRunning();
  }

  /** Whether logs and maps are about to be exchanged for those of the larger part of a split. */
  boolean merging() {
    return presence.merging();
  }

  /** Address at which the other members reach this one. */
  public String host() {
    return instance.getCluster().getLocalMember().getAddress().getHost();
  }

  /** For the clustered Vert.x of this node; it does not end the member. */
  public ClusterManager clusterManager() {
    return new HazelcastClusterManager(instance);
  }

  @Override
  public String self() {
    return settings.node();
  }

  /** Ids of the nodes that are together now, this one included; empty when it has left. */
  @Override
  public Set<String> nodes() {
    return presence.nodes();
  }

  @Override
  public int minimumSize() {
    return settings.minimumSize();
  }

  /** How many nodes are together now. */
  public int size() {
    return nodes().size();
  }

  /** Whether enough nodes are together for the log to be read and appended to. */
  public boolean enough() {
    return size() >= minimumSize();
  }

  /** Whether all that the members hold has its backups. Blocks: it asks them all. */
  public boolean safe() {
    return running() && instance.getPartitionService().isClusterSafe();
  }

  /**
   * Adds a listener for what happens from now on. In the smaller part of a split cluster {@code
   * merged} comes when the logs and maps have been merged, in the larger one as soon as the others
   * are back.
   */
  @Override
  public void listen(Membership.Listener listener) {
    presence.listen(listener);
  }

  /**
   * Adds what is to be done when this member is out of the cluster for good, whether it was asked
   * to leave or not. Runs on any thread, must not block.
   */
  public void atEnd(Runnable action) {
    presence.atEnd(action);
  }

  /**
   * Hands over what this member holds and leaves. Blocks, at most about as long as {@link
   * MemberSettings.Timing#leaveWithin} says.
   */
  public void leave() {
    instance.getLifecycleService().shutdown();
  }

  /** Is gone at once, as if the process had died. */
  public void terminate() {
    instance.getLifecycleService().terminate();
  }
}
