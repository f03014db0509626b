package org.realtimehub.log.hazelcast;

final class HazelcastSharedMapOnThreeTest extends HazelcastMapContract {

  HazelcastSharedMapOnThreeTest() {
    super(3);
  }
}
