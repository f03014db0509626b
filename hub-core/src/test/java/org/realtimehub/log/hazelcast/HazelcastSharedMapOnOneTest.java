package org.realtimehub.log.hazelcast;

final class HazelcastSharedMapOnOneTest extends HazelcastMapContract {

  HazelcastSharedMapOnOneTest() {
    super(1);
  }
}
