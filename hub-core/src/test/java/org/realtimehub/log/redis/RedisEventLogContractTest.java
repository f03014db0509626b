package org.realtimehub.log.redis;

import java.time.InstantSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.Retention;
import org.realtimehub.log.SharedEventLogContract;

/** Redis keeps the rules of a log that nodes share. */
final class RedisEventLogContractTest extends SharedEventLogContract {

  @RegisterExtension static final RedisProcess redis = new RedisProcess();
  @RegisterExtension static final RedisStores stores = new RedisStores();

  private String hub = "";

  @Override
  protected EventLog open(Retention retention, InstantSource clock) {
    hub = RedisStores.newHub();
    return openAgain(retention, clock);
  }

  @Override
  protected EventLog openAgain(Retention retention, InstantSource clock) {
    RedisStore store = stores.open(RedisTestSettings.standalone(hub, redis.address()));
    return new RedisEventLog(store, retention, clock);
  }
}
