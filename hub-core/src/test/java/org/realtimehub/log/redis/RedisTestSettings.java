package org.realtimehub.log.redis;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.realtimehub.log.redis.RedisSettings.Login;
import org.realtimehub.log.redis.RedisSettings.Mode;

/** Settings for tests, which say only what matters to them. */
record RedisTestSettings(RedisSettings all) {

  static RedisTestSettings standalone(String hub, URI address) {
    return of(hub, Mode.STANDALONE, List.of(address));
  }

  static RedisTestSettings of(String hub, Mode mode, List<URI> addresses) {
    return new RedisTestSettings(
        new RedisSettings(
            hub,
            mode,
            addresses,
            Optional.empty(),
            0,
            "mymaster",
            Optional.empty(),
            Duration.ofSeconds(10)));
  }

  RedisTestSettings timeout(Duration timeout) {
    return with(all.login(), all.database(), all.master(), all.authority(), timeout);
  }

  RedisTestSettings login(String username, String password) {
    Optional<String> user = username.isEmpty() ? Optional.empty() : Optional.of(username);
    Optional<Login> login = Optional.of(new Login(user, password));
    return with(login, all.database(), all.master(), all.authority(), all.timeout());
  }

  RedisTestSettings database(int database) {
    return with(all.login(), database, all.master(), all.authority(), all.timeout());
  }

  RedisTestSettings master(String master) {
    return with(all.login(), all.database(), master, all.authority(), all.timeout());
  }

  RedisTestSettings authority(Path pem) {
    return with(all.login(), all.database(), all.master(), Optional.of(pem), all.timeout());
  }

  private RedisTestSettings with(
      Optional<Login> login,
      int database,
      String master,
      Optional<Path> authority,
      Duration timeout) {
    return new RedisTestSettings(
        new RedisSettings(
            all.hub(), all.mode(), all.addresses(), login, database, master, authority, timeout));
  }
}
