package org.realtimehub.log.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.LogFixture;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Updates;

/** Opens logs in Redis as the settings of a test want them. */
abstract class RedisFixture extends LogFixture {

  @RegisterExtension static final RedisStores stores = new RedisStores();

  protected String hub = RedisStores.newHub();

  /** Of the log {@link #hub}. */
  abstract RedisTestSettings settings();

  @Override
  protected final EventLog open(Retention retention, InstantSource clock) {
    return new RedisEventLog(stores.open(settings()), retention, clock);
  }

  /** The log of this test, as one node has it. */
  protected final EventLog node() throws Exception {
    return log(AMPLE);
  }

  protected static String failure(Future<?> future) {
    Throwable failure = catchThrowable(() -> result(future));
    assertThat(failure).isNotNull();
    return String.valueOf(failure.getMessage());
  }

  /** Appends until it works again, and tells what the log looks like then. */
  protected static Bounds awaitAppend(EventLog log, String id) throws Exception {
    await()
        .atMost(20, SECONDS)
        .ignoreExceptions()
        .until(() -> append(log, Updates.keyed(id, id)).ids().equals(List.of(id)));
    return result(log.bounds());
  }
}
