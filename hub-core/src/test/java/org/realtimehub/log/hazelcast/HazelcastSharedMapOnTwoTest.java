package org.realtimehub.log.hazelcast;

final class HazelcastSharedMapOnTwoTest extends HazelcastMapContract {

  HazelcastSharedMapOnTwoTest() {
    super(2);
  }
}
