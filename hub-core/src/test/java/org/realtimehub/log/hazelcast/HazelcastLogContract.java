package org.realtimehub.log.hazelcast;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.Retention;
import org.realtimehub.log.SharedEventLogContract;

/** The rules of a shared log, on so many members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HazelcastLogContract extends SharedEventLogContract {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final int size;
  private @Nullable TestCluster cluster;
  private String hub = "";
  private int opened;

  HazelcastLogContract(int size) {
    this.size = size;
  }

  @BeforeAll
  final void start() {
    cluster = TestCluster.of(size, (size + 1) / 2);
  }

  @AfterAll
  final void stop() {
    cluster().close();
  }

  private TestCluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  @Override
  protected final EventLog open(Retention retention, InstantSource clock) {
    hub = TestCluster.newHub();
    return openAgain(retention, clock);
  }

  @Override
  protected final EventLog openAgain(Retention retention, InstantSource clock) {
    Member member = cluster().member(opened++ % size);
    return new HazelcastEventLog(member, hub, retention, clock, TIMEOUT);
  }
}
