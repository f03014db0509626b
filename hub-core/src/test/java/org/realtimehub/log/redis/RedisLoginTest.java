package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Updates;

/** Users, passwords and databases. */
final class RedisLoginTest extends RedisFixture {

  private static final String PASSWORD = "p@ss: word/?#€";

  @RegisterExtension
  static final RedisProcess redis = new RedisProcess("--save", "", "--requirepass", PASSWORD);

  private String username = "";
  private String password = PASSWORD;
  private int database;

  @BeforeEach
  void addUser() {
    redis.ask(
        jedis -> {
          jedis.auth(PASSWORD);
          return jedis.aclSetUser("hub", "on", ">other", "~hub:*", "+@all");
        });
  }

  @Override
  RedisTestSettings settings() {
    RedisTestSettings anonymous = RedisTestSettings.standalone(hub, redis.address());
    RedisTestSettings known = password.isEmpty() ? anonymous : anonymous.login(username, password);
    return known.database(database);
  }

  @Test
  void password_opensTheLog() throws Exception {
    assertThat(append(node(), Updates.of("a")).ids()).containsExactly("a");
  }

  @Test
  void user_opensTheLog() throws Exception {
    username = "hub";
    password = "other";
    assertThat(append(node(), Updates.of("a")).ids()).containsExactly("a");
  }

  @Test
  void wrongPassword_isNamed_withoutRepeatingIt() throws Exception {
    password = "not-that-one";
    assertThat(failure(node().bounds()))
        .isEqualTo("Redis refuses the username or the password (WRONGPASS)");
    assertThat(settings().all().toString()).doesNotContain(password);
  }

  @Test
  void missingPassword_isNamed() throws Exception {
    password = "";
    assertThat(failure(node().bounds())).isEqualTo("Redis asks for a password (NOAUTH)");
  }

  @Test
  void logsInTwoDatabases_doNotSeeEachOther() throws Exception {
    EventLog one = node();
    database = 3;
    EventLog other = node();
    append(one, Updates.of("a"));
    assertThat(append(other, Updates.of("b")).batch().first()).isEqualTo(1);
    assertThat(ids(all(one))).containsExactly("a");
    assertThat(ids(all(other))).containsExactly("b");
  }
}
