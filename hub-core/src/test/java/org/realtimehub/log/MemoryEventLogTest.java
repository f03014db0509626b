package org.realtimehub.log;

import java.time.InstantSource;

final class MemoryEventLogTest extends EventLogContract {

  @Override
  protected EventLog open(Retention retention, InstantSource source) {
    return new MemoryEventLog(retention, source);
  }
}
