package org.realtimehub.main;

import java.util.Set;
import org.realtimehub.cluster.Membership;
import org.realtimehub.log.hazelcast.Member;
import org.realtimehub.log.hazelcast.MemberListener;

/** The nodes that Hazelcast sees. */
record ClusterMembership(Member member) implements Membership {

  @Override
  public String self() {
    return member.settings().node();
  }

  @Override
  public Set<String> nodes() {
    return member.nodes();
  }

  @Override
  public int minimumSize() {
    return member.settings().minimumSize();
  }

  @Override
  public void listen(Listener listener) {
    member.listen(
        new MemberListener() {
          @Override
          public void joined(String node) {
            listener.joined(node);
          }

          @Override
          public void left(String node) {
            listener.left(node);
          }

          @Override
          public void merged() {
            listener.merged();
          }
        });
  }
}
