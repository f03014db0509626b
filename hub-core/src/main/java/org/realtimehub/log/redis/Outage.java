package org.realtimehub.log.redis;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that Redis fails, and once that it works again, not for each call. Thread-safe. */
final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final AtomicBoolean lasts = new AtomicBoolean();

  void failed(RedisException reason) {
    if (lasts.compareAndSet(false, true)) {
      LOG.atWarn().addKeyValue("reason", reason.getMessage()).log("Redis does not do its work");
    }
  }

  void answered() {
    if (lasts.get() && lasts.compareAndSet(true, false)) {
      LOG.atInfo().log("Redis works again");
    }
  }
}
