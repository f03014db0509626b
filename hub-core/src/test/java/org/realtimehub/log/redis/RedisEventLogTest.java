package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.log.Retention;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;
import redis.clients.jedis.Jedis;

/** What is particular to the log in Redis, on one server that does not fail. */
final class RedisEventLogTest extends RedisFixture {

  @RegisterExtension static final RedisProcess redis = new RedisProcess("--save", "");

  @Override
  RedisTestSettings settings() {
    return RedisTestSettings.standalone(hub, redis.address());
  }

  private String key(String name) {
    return "hub:{" + hub + "}:" + name;
  }

  @Test
  void twoHubs_doNotSeeEachOther() throws Exception {
    append(node(), Updates.of("a"));
    hub = RedisStores.newHub();
    EventLog other = node();
    assertThat(found(other, "a")).isEmpty();
    assertThat(append(other, Updates.of("b")).batch().first()).isEqualTo(1);
  }

  @Test
  void flushedRedis_beginsANewEpoch_andAppendsGoOn() throws Exception {
    EventLog log = node();
    append(log, Updates.of("a"), Updates.of("b"));
    Bounds before = result(log.bounds());
    redis.ask(Jedis::flushAll);
    Appended after = append(log, Updates.of("c"));
    assertThat(after.batch().epoch()).isNotEqualTo(before.epoch());
    assertThat(after.batch().first()).isEqualTo(1);
    assertThat(ids(all(log))).containsExactly("c");
    assertThat(result(log.read(before.tailPosition(), 10, 1 << 20)))
        .isInstanceOf(ReadResult.Gone.class);
  }

  /** As many as before, fewer or more were written by others in the place of what was lost. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void logThatLostItsEnd_beginsANewEpoch_forWhoeverSawThatEnd(int writtenByOthers)
      throws Exception {
    EventLog witness = node();
    EventLog other = node();
    append(witness, Updates.of("kept"));
    Map<String, byte[]> kept = dump();
    append(witness, Updates.of("lost 1"), Updates.of("lost 2"));
    String epoch = result(witness.bounds()).epoch();

    restore(kept);
    for (int i = 0; i < writtenByOthers; i++) {
      assertThat(append(other, Updates.of("other")).batch().epoch()).isEqualTo(epoch);
    }
    Bounds now = result(witness.bounds());
    assertThat(now.epoch()).isNotEqualTo(epoch);
    assertThat(now.head()).isEqualTo(1 + writtenByOthers);
    assertThat(all(witness)).hasSize(1 + writtenByOthers);
    assertThat(append(other, Updates.of("next")).batch().epoch()).isEqualTo(now.epoch());
    assertThat(append(witness, Updates.of("next")).batch().epoch()).isEqualTo(now.epoch());
  }

  private Map<String, byte[]> dump() {
    Map<String, byte[]> dump = new HashMap<>();
    redis.<Void>ask(
        jedis -> {
          for (String key : jedis.keys(key("*").replace("{", "\\{"))) {
            dump.put(key, jedis.dump(key));
          }
          return null;
        });
    assertThat(dump).containsKeys(key("log"), key("stream"), key("ids"));
    return dump;
  }

  private void restore(Map<String, byte[]> dump) {
    redis.<Void>ask(
        jedis -> {
          dump.forEach(
              (key, value) -> {
                jedis.del(key);
                jedis.restore(key, 0L, value);
              });
          return null;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "ids", "log"})
  void logThatWasEvictedInPart_beginsANewEpoch(String evicted) throws Exception {
    EventLog log = node();
    append(log, Updates.of("a"), Updates.of("b"));
    String epoch = result(log.bounds()).epoch();
    redis.ask(jedis -> jedis.del(key(evicted)));
    assertThat(result(log.bounds()).epoch()).isNotEqualTo(epoch);
    assertThat(all(log)).isEmpty();
    append(log, Updates.of("c"));
    assertThat(ids(all(log))).containsExactly("c");
    assertThat(found(log, "c")).isPresent();
  }

  @Test
  void ids_ofAnyCharacters_leadToTheirOwnUpdate() throws Exception {
    List<String> ids =
        List.of(
            "",
            " ",
            "a",
            "ab",
            "a\0",
            "a\0b",
            "\0",
            "a0000000000000001",
            "é€😀",
            "*",
            "[a",
            "\r\n");
    EventLog log = node();
    append(log, ids.stream().map(Updates::of).toArray(Update[]::new));
    for (int i = 0; i < ids.size(); i++) {
      assertThat(found(log, ids.get(i))).as("id %s", i).contains(i + 1L);
    }
    assertThat(found(log, "b")).isEmpty();
    assertThat(ids(all(log))).isEqualTo(ids);
  }

  @Test
  void largeUpdates_areReadAsTheyWere_inSlicesOfTheAskedSize() throws Exception {
    EventLog log = node();
    for (int i = 1; i <= 8; i++) {
      append(log, Updates.sized("" + i, 1 << 20));
    }
    List<LoggedUpdate> slice = slice(log, 0, 100, 5 << 20).updates();
    assertThat(ids(slice)).containsExactly("1", "2", "3");
    assertThat(slice.get(2).update()).isEqualTo(Updates.sized("3", 1 << 20));
    assertThat(all(log)).hasSize(8);
  }

  @Test
  void largeBatch_keepsItsOrder_andIsTrimmedToTheBound() throws Exception {
    EventLog log = log(new Retention(300, 64 << 20, Duration.ofHours(1)));
    Update[] batch =
        IntStream.rangeClosed(1, 512).mapToObj(i -> Updates.of("" + i)).toArray(Update[]::new);
    assertThat(offsets(append(log, batch).batch().updates())).isEqualTo(range(1, 512));
    assertThat(offsets(all(log))).isEqualTo(range(213, 512));
    assertThat(found(log, "212")).isEmpty();
    assertThat(found(log, "213")).contains(213L);
  }

  @Test
  void whatIsTrimmed_leavesNothingBehind() throws Exception {
    EventLog log = log(new Retention(100, 64 << 20, Duration.ofMinutes(1)));
    append(log, Updates.keyed("a", "key"), Updates.of("b"), Updates.of("a"));
    clock.advance(Duration.ofMinutes(10));
    append(log, Updates.keyed("last", "other"));
    clock.advance(Duration.ofMinutes(2));
    result(log.bounds());
    assertThat(redis.<Long>ask(jedis -> jedis.xlen(key("stream")))).isZero();
    assertThat(redis.<Long>ask(jedis -> jedis.zcard(key("ids")))).isZero();
    assertThat(redis.<String>ask(jedis -> jedis.hget(key("log"), "bytes"))).isEqualTo("0");
    assertThat(redis.<Map<String, String>>ask(jedis -> jedis.hgetAll(key("answers"))))
        .isEqualTo(Map.of("kother", "last"));
    assertThat(redis.<Long>ask(jedis -> jedis.zcard(key("expiries")))).isEqualTo(1);
  }

  @Test
  void idempotencyKeys_areBounded_theOldestGoFirst() throws Exception {
    EventLog log = log(new Retention(10, 64 << 20, Duration.ofHours(1)));
    int number = 0;
    while (number < 101_000) {
      List<Update> batch = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        batch.add(Updates.keyed("" + number, "" + number));
        number++;
      }
      append(log, batch.toArray(Update[]::new));
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(redis.<Long>ask(jedis -> jedis.hlen(key("answers")))).isEqualTo(100_000);
    assertThat(append(log, Updates.keyed("x", "100999")).ids()).containsExactly("100999");
    assertThat(append(log, Updates.keyed("x", "1000")).ids()).containsExactly("1000");
    assertThat(append(log, Updates.keyed("x", "999")).ids()).containsExactly("x");
  }

  @Test
  void updateOfAnotherVersion_isRefused_notSkipped() throws Exception {
    EventLog log = node();
    append(log, Updates.of("a"));
    changeVersion();
    Bounds bounds = result(log.bounds());
    String reason = "update 1 of the log is unreadable: updates of version 99 came from";
    assertThat(failure(log.read(bounds.tailPosition(), 10, 1 << 20))).startsWith(reason);
    assertThat(failure(log.find("a"))).startsWith(reason);
    assertThat(append(log, Updates.of("b")).batch().first()).isEqualTo(2);
  }

  private void changeVersion() {
    String script =
        """
        local entry = redis.call('XRANGE', KEYS[1], '-', '+')[1]
        entry[2][2] = string.char(99) .. string.sub(entry[2][2], 2)
        redis.call('DEL', KEYS[1])
        return redis.call('XADD', KEYS[1], entry[1], unpack(entry[2]))
        """;
    redis.ask(jedis -> jedis.eval(script, 1, key("stream")));
  }
}
