package org.realtimehub.log.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.partition.InternalPartition;
import com.hazelcast.internal.partition.PartitionReplica;

/**
 * How many members hold a partition. Hazelcast acknowledges a change although a backup has no
 * member yet, as after a death; only its inner tables tell.
 */
final class Copies {

  private Copies() {}

  /** Fails unless so many members hold the key, the owner, which must call this, included. */
  static void require(int copies, HazelcastInstance owner, String key) {
    if (copies > 1 && count(copies, owner, key) < copies) {
      throw new TooFewCopiesException(copies);
    }
  }

  private static int count(int copies, HazelcastInstance owner, String key) {
    Node node = ((HazelcastInstanceImpl) owner).node;
    int id = owner.getPartitionService().getPartition(key).getPartitionId();
    InternalPartition partition = node.getPartitionService().getPartition(id);
    int count = 1;
    for (int replica = 1; replica < copies; replica++) {
      PartitionReplica holder = partition.getReplica(replica);
      if (holder != null
          && node.getClusterService().getMember(holder.address(), holder.uuid()) != null) {
        count++;
      }
    }
    return count;
  }
}
