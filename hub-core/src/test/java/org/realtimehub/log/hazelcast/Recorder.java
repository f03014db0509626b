package org.realtimehub.log.hazelcast;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.realtimehub.cluster.Membership;

/** Writes down what a member hears of the others. */
record Recorder(List<String> heard) implements Membership.Listener {

  static List<String> of(Member member) {
    Recorder recorder = new Recorder(new CopyOnWriteArrayList<>());
    member.listen(recorder);
    member.atEnd(() -> recorder.heard.add("ended"));
    return recorder.heard;
  }

  @Override
  public void joined(String node) {
    heard.add("joined " + node);
  }

  @Override
  public void left(String node) {
    heard.add("left " + node);
  }

  @Override
  public void merged() {
    heard.add("merged");
  }
}
