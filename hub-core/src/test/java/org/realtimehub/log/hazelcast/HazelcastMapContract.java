package org.realtimehub.log.hazelcast;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.cluster.SharedMapContract;

/** The rules of a shared map, on so many members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HazelcastMapContract extends SharedMapContract {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final int size;
  private @Nullable TestCluster cluster;
  private String hub = "";
  private int opened;

  HazelcastMapContract(int size) {
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
  protected final SharedMap open(InstantSource clock) {
    hub = TestCluster.newHub();
    return openAgain(clock);
  }

  @Override
  protected final SharedMap openAgain(InstantSource clock) {
    Member member = cluster().member(opened++ % size);
    return new HazelcastSharedMap(member, hub, clock, TIMEOUT);
  }
}
