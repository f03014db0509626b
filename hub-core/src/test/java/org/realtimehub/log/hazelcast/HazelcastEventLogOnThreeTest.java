package org.realtimehub.log.hazelcast;

final class HazelcastEventLogOnThreeTest extends HazelcastLogContract {

  HazelcastEventLogOnThreeTest() {
    super(3);
  }
}
