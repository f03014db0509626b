package org.realtimehub.cluster;

import java.time.InstantSource;

final class MemorySharedMapTest extends SharedMapContract {

  private SharedMap opened = new MemorySharedMap(clock);

  @Override
  protected SharedMap open(InstantSource clock) {
    opened = new MemorySharedMap(clock);
    return opened;
  }

  @Override
  protected SharedMap openAgain(InstantSource clock) {
    return opened;
  }
}
