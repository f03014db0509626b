package org.realtimehub.connection;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many connections a node opened and closed since its start. Thread-safe. */
public final class ConnectionCounts {

  private final LongAdder opened = new LongAdder();
  private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);

  public ConnectionCounts() {
    for (CloseReason reason : CloseReason.values()) {
      closed.put(reason, new LongAdder());
    }
  }

  public void opened() {
    opened.increment();
  }

  public void closed(CloseReason reason) {
    adder(reason).increment();
  }

  public long totalOpened() {
    return opened.sum();
  }

  public long totalClosed(CloseReason reason) {
    return adder(reason).sum();
  }

  private LongAdder adder(CloseReason reason) {
    LongAdder adder = closed.get(reason);
    if (adder == null) {
      throw new IllegalStateException("no count for " + reason);
    }
    return adder;
  }
}
