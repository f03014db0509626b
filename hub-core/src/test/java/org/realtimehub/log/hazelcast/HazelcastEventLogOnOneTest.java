package org.realtimehub.log.hazelcast;

final class HazelcastEventLogOnOneTest extends HazelcastLogContract {

  HazelcastEventLogOnOneTest() {
    super(1);
  }
}
