package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Updates;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;

/** A Redis that is away or refuses, under a client that stays. */
final class RedisOutageTest extends RedisFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SLACK = Duration.ofSeconds(2);

  @RegisterExtension static final RedisProcess redis = new RedisProcess("--save", "");

  private Duration timeout = TIMEOUT;

  @Override
  RedisTestSettings settings() {
    return RedisTestSettings.standalone(hub, redis.address()).timeout(timeout);
  }

  @Test
  void frozenRedis_failsCallsInTime_andIsUsedAgainWhenItThaws() throws Exception {
    EventLog log = node();
    Bounds before = awaitAppend(log, "before");
    redis.freeze();
    long start = System.nanoTime();
    String reason = failure(log.append(List.of(Updates.of("meanwhile"))));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    redis.thaw();
    assertThat(reason).isEqualTo("Redis did not answer in time");
    assertThat(took).isBetween(TIMEOUT.minusMillis(50), TIMEOUT.plus(SLACK));
    assertThat(awaitAppend(log, "after").epoch()).isEqualTo(before.epoch());
    assertThat(ids(all(log))).startsWith("before").endsWith("after");
  }

  @Test
  void frozenRedis_failsThousandsOfReadsInTime_andIsNotMetByThemWhenItThaws() throws Exception {
    EventLog log = node();
    Bounds bounds = awaitAppend(log, "a");
    redis.freeze();
    long start = System.nanoTime();
    List<Future<?>> reads = manyReads(log, bounds);
    Future.join(reads).otherwiseEmpty().await(20, TimeUnit.SECONDS);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    redis.thaw();
    assertThat(reads).allMatch(Future::failed);
    assertThat(took).isLessThan(TIMEOUT.plus(SLACK));
    assertThat(awaitAppend(log, "b").epoch()).isEqualTo(bounds.epoch());
    String calls = redis.ask(jedis -> jedis.info("commandstats"));
    assertThat(evaluations(calls)).isLessThan(1_000);
  }

  private static int evaluations(String commandStats) {
    String line =
        commandStats.lines().filter(l -> l.startsWith("cmdstat_evalsha")).findFirst().orElseThrow();
    return Integer.parseInt(line.replaceAll(".*calls=(\\d+),.*", "$1"));
  }

  @Test
  void tenThousandReadsAtOnce_areAllAnswered_andDoNotHoldUpAnAppend() throws Exception {
    timeout = Duration.ofSeconds(15);
    EventLog log = node();
    Bounds bounds = awaitAppend(log, "a");
    List<Future<?>> reads = manyReads(log, bounds);
    result(log.append(List.of(Updates.of("b"))));
    assertThat(reads).anyMatch(read -> !read.isComplete());
    result(Future.all(reads));
  }

  private static List<Future<?>> manyReads(EventLog log, Bounds bounds) {
    List<Future<?>> reads = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      reads.add(log.read(bounds.tailPosition(), 10, 1 << 20));
    }
    return reads;
  }

  @Test
  void killedRedis_isUsedAgainWhenItIsBack() throws Exception {
    EventLog log = node();
    awaitAppend(log, "before");
    redis.kill();
    String reason = failure(log.bounds());
    String later = failure(log.append(List.of(Updates.of("a"))));
    redis.start();
    assertThat(reason).matches("(Redis cannot be reached|the connection to Redis was lost).*");
    assertThat(later).startsWith("Redis cannot be reached: Connection refused");
    assertThat(awaitAppend(log, "after").head()).isEqualTo(1);
  }

  @Test
  void replica_isReadOnly_untilItIsPromoted() throws Exception {
    EventLog log = node();
    awaitAppend(log, "before");
    redis.ask(jedis -> jedis.slaveof("127.0.0.1", 1));
    String reason = failure(log.append(List.of(Updates.of("a"))));
    redis.ask(Jedis::slaveofNoOne);
    assertThat(reason).isEqualTo("this Redis is a replica and read-only (READONLY)");
    assertThat(awaitAppend(log, "after").head()).isEqualTo(2);
  }

  @Test
  void redisWithoutMemory_takesNothing_andStillReads() throws Exception {
    EventLog log = node();
    awaitAppend(log, "before");
    redis.ask(jedis -> jedis.configSet("maxmemory", "100kb"));
    String reason = failure(log.append(List.of(Updates.keyed("a", "a"), Updates.of("b"))));
    List<String> readable = ids(all(log));
    redis.ask(jedis -> jedis.configSet("maxmemory", "0"));
    assertThat(reason).isEqualTo("Redis is out of memory: see its maxmemory (OOM)");
    assertThat(readable).containsExactly("before");
    assertThat(append(log, Updates.keyed("again", "a")).ids()).containsExactly("again");
    assertThat(ids(all(log))).containsExactly("before", "again");
  }

  @Test
  void outage_isReportedOnce_andSoIsItsEnd() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Outage.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    EventLog log = node();
    awaitAppend(log, "before");
    redis.kill();
    for (int i = 0; i < 50; i++) {
      failure(log.bounds());
    }
    redis.start();
    awaitAppend(log, "after");
    logger.detachAppender(lines);
    assertThat(lines.list.stream().map(ILoggingEvent::getMessage))
        .containsExactly("Redis does not do its work", "Redis works again");
  }
}
