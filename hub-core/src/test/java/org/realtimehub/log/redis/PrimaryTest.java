package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrimaryTest {

  @RegisterExtension static final RedisStores stores = new RedisStores();

  private static final URI FIRST = URI.create("redis://first:1");
  private static final URI SECOND = URI.create("redis://second:1");
  private static final URI OLD = URI.create("redis://old:1");
  private static final URI NEW = URI.create("redis://new:1");

  private final Map<URI, Future<URI>> answers = new ConcurrentHashMap<>();
  private final List<URI> asked = new ArrayList<>();

  private Primary primary(Duration patience) {
    RedisClients clients =
        new RedisClients(stores.vertx(), RedisTestSettings.standalone("hub", FIRST).all());
    return new Primary(
        List.of(FIRST, SECOND).stream()
            .map(address -> new Primary.Adviser(address, clients.asking(address)))
            .toList(),
        adviser -> {
          asked.add(adviser.address());
          return answers.getOrDefault(adviser.address(), Future.failedFuture("knows nothing"));
        },
        patience);
  }

  private static URI result(Future<URI> address) throws Exception {
    return address.await(20, TimeUnit.SECONDS);
  }

  @Test
  void adviserThatHangs_isPassedOver_andNotAskedFirstAgain() throws Exception {
    answers.put(FIRST, Promise.<URI>promise().future());
    answers.put(SECOND, Future.succeededFuture(OLD));
    Primary primary = primary(Duration.ofMillis(150));
    assertThat(result(primary.address())).isEqualTo(OLD);
    answers.put(SECOND, Future.succeededFuture(NEW));
    await()
        .until(
            () -> {
              primary.doubt();
              return result(primary.address()).equals(NEW);
            });
    assertThat(asked.stream().filter(FIRST::equals)).hasSize(1);
  }

  @Test
  void whatIsKnown_isUsedWhileNobodyAnswers() throws Exception {
    answers.put(FIRST, Future.succeededFuture(OLD));
    Primary primary = primary(Duration.ofSeconds(20));
    assertThat(result(primary.address())).isEqualTo(OLD);
    answers.put(FIRST, Promise.<URI>promise().future());
    primary.doubt();
    assertThat(result(primary.address())).isEqualTo(OLD);
    assertThat(result(primary.address())).isEqualTo(OLD);
    assertThat(asked).hasSize(2);
  }

  @Test
  void whenNobodyKnows_theReasonIsTold_andTheNextCallAsksAgain() throws Exception {
    Primary primary = primary(Duration.ofSeconds(20));
    assertThat(primary.address().cause()).hasMessage("knows nothing");
    answers.put(SECOND, Future.succeededFuture(OLD));
    assertThat(result(primary.address())).isEqualTo(OLD);
  }

  @Test
  void redirection_isFollowed_alsoOneThatNamesNoHost() throws Exception {
    answers.put(FIRST, Future.succeededFuture(OLD));
    Primary primary = primary(Duration.ofSeconds(20));
    primary.address();
    primary.moved("MOVED 42 new:1");
    assertThat(result(primary.address())).isEqualTo(NEW);
    primary.moved("MOVED 42 :2");
    assertThat(result(primary.address())).isEqualTo(URI.create("redis://new:2"));
    primary.moved("MOVED 42 ::1:3");
    assertThat(result(primary.address())).isEqualTo(URI.create("redis://[::1]:3"));
  }
}
