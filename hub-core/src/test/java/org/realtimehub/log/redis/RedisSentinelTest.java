package org.realtimehub.log.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Updates;

/** A primary, a replica and a sentinel. */
final class RedisSentinelTest extends RedisFixture {

  @RegisterExtension static final RedisProcess primary = new RedisProcess("--save", "");
  @RegisterExtension static final RedisProcess replica = new RedisProcess("--save", "");
  @RegisterExtension static final RedisProcess sentinel = new RedisProcess("--sentinel");

  private static final URI NOBODY = URI.create("redis://127.0.0.1:1");

  private String master = "mymaster";

  @BeforeAll
  static void watch() {
    replica.ask(jedis -> jedis.slaveof("127.0.0.1", primary.port()));
    sentinel.ask(jedis -> jedis.sentinelMonitor("mymaster", "127.0.0.1", primary.port(), 1));
    sentinel.ask(jedis -> jedis.sentinelSet("mymaster", Map.of("down-after-milliseconds", "500")));
    await()
        .atMost(30, SECONDS)
        .until(
            () ->
                !sentinel.ask(jedis -> jedis.sentinelReplicas("mymaster")).isEmpty()
                    && replica
                        .<String>ask(jedis -> jedis.info("replication"))
                        .contains("master_link_status:up"));
  }

  @Override
  RedisTestSettings settings() {
    return RedisTestSettings.of(
            hub, RedisSettings.Mode.SENTINEL, List.of(NOBODY, sentinel.address()))
        .timeout(Duration.ofSeconds(2))
        .master(master);
  }

  @Test
  void unknownMaster_isNamed() throws Exception {
    master = "nosuch";
    assertThat(failure(node().bounds())).isEqualTo("the sentinel knows no master nosuch");
  }

  @Test
  void failOver_isFollowed_andTheLogGoesOn() throws Exception {
    EventLog log = node();
    append(log, Updates.of("a"), Updates.of("b"));
    Bounds before = result(log.bounds());
    await()
        .atMost(20, SECONDS)
        .until(() -> replica.<Long>ask(jedis -> jedis.xlen("hub:{" + hub + "}:stream")) == 2);
    primary.kill();
    assertThat(awaitAppend(log, "c")).isEqualTo(new Bounds(before.epoch(), 0, 3));
    assertThat(ids(all(log))).containsExactly("a", "b", "c");
    assertThat(replica.<Long>ask(jedis -> jedis.xlen("hub:{" + hub + "}:stream"))).isEqualTo(3);
    assertThat(ids(all(node()))).containsExactly("a", "b", "c");
  }
}
