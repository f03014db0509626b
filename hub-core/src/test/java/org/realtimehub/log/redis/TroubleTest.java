package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that are hard to bring about with a real Redis, as versions 6 and 7 word them. */
final class TroubleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOADING Redis is loading the dataset in memory | still loading",
        "MISCONF Redis is configured to save RDB snapshots, but it's currently unable | its disk",
        "ERR Error running script (call to f_1): @user_script:9: -MISCONF Redis is | its disk",
        "OOM command not allowed when used memory > 'maxmemory'. | out of memory",
        "ERR Error running script (call to f_1): @user_script:9: @user_script: 9: -OOM command not"
            + " allowed when used memory > 'maxmemory'. | out of memory",
        "READONLY You can't write against a read only replica. script: 1, on @u:9. | read-only",
        "NOREPLICAS Not enough good replicas to write. | too few replicas",
        "NOPERM this user has no permissions to run the 'evalsha' command | does not permit",
        "CLUSTERDOWN The cluster is down | is down",
        "TRYAGAIN Multiple keys request during rehashing of slot | is moving",
        "BUSY Redis is busy running a script. | busy"
      })
  void answeredError_isNamed(String error, String named) {
    assertThat(Trouble.of(ErrorType.create(error))).hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERR unknown command `HELLO`, with args beginning with: `3`, `AUTH`, `me`, `secret`",
        "ERR unknown command 'EVALSHA', with args beginning with: 'secret'"
      })
  void unknownError_isRepeated_withoutItsArguments(String error) {
    assertThat(Trouble.of(ErrorType.create(error)).getMessage())
        .startsWith("Redis answered an error: ERR unknown command")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"redis.example"})
  void whatIsNoAnswer_isAboutReachingRedis(String host) {
    assertThat(Trouble.of(new UnknownHostException(host)))
        .hasMessage("Redis cannot be reached: redis.example");
  }
}
