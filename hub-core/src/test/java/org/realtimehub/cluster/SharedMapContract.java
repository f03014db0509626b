package org.realtimehub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.TestClock;

/** The rules of {@link SharedMap}; every implementation's test extends this class. */
public abstract class SharedMapContract {

  protected final TestClock clock = new TestClock();

  /** Opens an empty map. */
  protected abstract SharedMap open(InstantSource clock) throws Exception;

  /** Opens the map that was opened last once more, as another node does. */
  protected abstract SharedMap openAgain(InstantSource clock) throws Exception;

  protected static <T> T result(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  @Test
  void emptyMap_hasNothing() throws Exception {
    assertThat(result(open(clock).all())).isEmpty();
  }

  @Test
  void put_isSeenByEveryNode_inTheLastVersion() throws Exception {
    SharedMap one = open(clock);
    SharedMap other = openAgain(clock);
    result(one.put("a", "1", SharedMap.NEVER));
    result(one.put("key with \u20ac, :\n", "", SharedMap.NEVER));
    result(other.put("a", "2", SharedMap.NEVER));
    assertThat(result(one.all())).isEqualTo(Map.of("a", "2", "key with \u20ac, :\n", ""));
    assertThat(result(other.all())).isEqualTo(result(one.all()));
  }

  @Test
  void remove_forgetsOnlyThatKey() throws Exception {
    SharedMap map = open(clock);
    result(map.put("a", "1", SharedMap.NEVER));
    result(map.put("b", "2", SharedMap.NEVER));
    result(map.remove("a"));
    result(map.remove("never there"));
    assertThat(result(map.all())).isEqualTo(Map.of("b", "2"));
  }

  @Test
  void entry_isGoneFromItsExpiryOn() throws Exception {
    SharedMap map = open(clock);
    result(map.put("short", "1", clock.millis() + 1_000));
    result(map.put("long", "2", clock.millis() + 60_000));
    clock.advance(Duration.ofMillis(999));
    assertThat(result(map.all())).hasSize(2);
    clock.advance(Duration.ofMillis(1));
    assertThat(result(map.all())).isEqualTo(Map.of("long", "2"));
  }

  @Test
  void put_replacesTheExpiryToo() throws Exception {
    SharedMap map = open(clock);
    result(map.put("a", "1", clock.millis() + 1_000));
    result(map.put("a", "2", clock.millis() + 60_000));
    clock.advance(Duration.ofSeconds(2));
    assertThat(result(map.all())).isEqualTo(Map.of("a", "2"));
  }

  @Test
  void putIfAbsent_tellsEveryNodeTheOneValue() throws Exception {
    SharedMap one = open(clock);
    SharedMap other = openAgain(clock);
    Future<String> first = one.putIfAbsent("secret", "mine");
    Future<String> second = other.putIfAbsent("secret", "yours");
    assertThat(result(first)).isEqualTo(result(second)).isIn("mine", "yours");
    assertThat(result(one.putIfAbsent("secret", "later"))).isEqualTo(result(first));
    assertThat(result(other.all())).containsEntry("secret", result(first));
  }

  @Test
  void putIfAbsent_takesThePlaceOfWhatExpired() throws Exception {
    SharedMap map = open(clock);
    result(map.put("a", "old", clock.millis() + 1));
    clock.advance(Duration.ofMillis(1));
    assertThat(result(map.putIfAbsent("a", "new"))).isEqualTo("new");
    assertThat(result(map.all())).isEqualTo(Map.of("a", "new"));
  }
}
