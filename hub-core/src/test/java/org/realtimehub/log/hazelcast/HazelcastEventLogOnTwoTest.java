package org.realtimehub.log.hazelcast;

final class HazelcastEventLogOnTwoTest extends HazelcastLogContract {

  HazelcastEventLogOnTwoTest() {
    super(2);
  }
}
