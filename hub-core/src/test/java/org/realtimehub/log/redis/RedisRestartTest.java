package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Updates;
import redis.clients.jedis.Jedis;

/** What a restarted Redis still has decides whether the log's life goes on. */
final class RedisRestartTest extends RedisFixture {

  @RegisterExtension
  static final RedisProcess durable =
      new RedisProcess("--save", "", "--appendonly", "yes", "--appendfsync", "always");

  @RegisterExtension static final RedisProcess forgetful = new RedisProcess("--save", "");

  private RedisProcess redis = durable;

  @Override
  RedisTestSettings settings() {
    return RedisTestSettings.standalone(hub, redis.address());
  }

  private void restart() throws Exception {
    redis.kill();
    redis.start();
  }

  @Test
  void redisThatKeptEverything_goesOnInTheSameEpoch() throws Exception {
    EventLog log = node();
    append(log, Updates.of("a"), Updates.keyed("b", "key"));
    Bounds before = result(log.bounds());
    restart();
    assertThat(awaitAppend(log, "c")).isEqualTo(new Bounds(before.epoch(), 0, 3));
    assertThat(ids(all(log))).containsExactly("a", "b", "c");
    assertThat(append(log, Updates.keyed("again", "key")).ids()).containsExactly("b");
    assertThat(result(node().bounds())).isEqualTo(result(log.bounds()));
  }

  @Test
  void redisThatKeptNothing_beginsANewEpoch() throws Exception {
    redis = forgetful;
    EventLog log = node();
    append(log, Updates.of("a"));
    Bounds before = result(log.bounds());
    restart();
    Bounds after = awaitAppend(log, "b");
    assertThat(after.epoch()).isNotEqualTo(before.epoch());
    assertThat(after.head()).isEqualTo(1);
  }

  @Test
  void redisThatLostItsLastSecond_beginsANewEpoch_withWhatItKept() throws Exception {
    redis = forgetful;
    EventLog log = node();
    append(log, Updates.of("a"));
    redis.ask(Jedis::save);
    append(log, Updates.of("lost"));
    Bounds before = result(log.bounds());
    restart();
    Bounds after = awaitAppend(log, "b");
    assertThat(after.epoch()).isNotEqualTo(before.epoch());
    assertThat(ids(all(log))).containsExactly("a", "b");
    assertThat(result(log.read(before.headPosition(), 10, 1 << 20)))
        .isEqualTo(new ReadResult.Gone(after));
  }
}
