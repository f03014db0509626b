package org.realtimehub.log.hazelcast;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.recordstore.RecordStore;
import java.util.List;
import java.util.Objects;

/** Splits clusters, mends them and looks at replicas, by what Hazelcast itself does inside. */
final class Inside {

  private Inside() {}

  /** Makes members of the one part and of the other hold each other for dead. */
  static void split(List<Member> one, List<Member> other) {
    suspect(one, other);
    suspect(other, one);
    TestCluster.until(() -> TestCluster.together(one) && TestCluster.together(other));
  }

  private static void suspect(List<Member> by, List<Member> suspects) {
    for (Member member : by) {
      ClusterServiceImpl cluster = node(member).getClusterService();
      for (Member suspect : suspects) {
        MemberImpl suspected = cluster.getMember(address(suspect));
        if (suspected != null) {
          cluster.suspectMember(suspected, "the test says so", true);
        }
      }
    }
  }

  /** Lets the parts look for each other, as they do every now and then. */
  static void search(List<Member> members) {
    members.forEach(member -> node(member).getJoiner().searchForOtherClusters());
  }

  static Member holder(List<Member> members, String hub, int replica) {
    Node node = node(members.get(0));
    int partition = partition(members.get(0), hub);
    PartitionReplica holder =
        node.getPartitionService().getPartition(partition).getReplica(replica);
    return members.stream()
        .filter(member -> address(member).equals(holder.address()))
        .findFirst()
        .orElseThrow();
  }

  /** What a member holds of the log of a hub. */
  static SharedLog held(Member member, String hub) {
    MapService maps = node(member).getNodeEngine().getService(MapService.SERVICE_NAME);
    RecordStore<?> store =
        maps.getMapServiceContext().getRecordStore(partition(member, hub), "hub." + hub + ".log");
    Data key = node(member).getSerializationService().toData(hub);
    return (SharedLog) Objects.requireNonNull(store.getRecord(key)).getValue();
  }

  private static int partition(Member member, String hub) {
    return member.instance().getPartitionService().getPartition(hub).getPartitionId();
  }

  private static Address address(Member member) {
    return node(member).getThisAddress();
  }

  private static Node node(Member member) {
    return ((HazelcastInstanceProxy) member.instance()).getOriginal().node;
  }
}
