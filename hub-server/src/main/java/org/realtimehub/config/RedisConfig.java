package org.realtimehub.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The Redis in which updates are kept.
 *
 * @param addresses of the server, the sentinels, or some nodes of the Redis Cluster
 * @param master what sentinels call the primary
 * @param authority PEM file with who may sign the server's certificate, absent for those that Java
 *     trusts
 */
public record RedisConfig(
    RedisMode mode,
    List<URI> addresses,
    String master,
    Optional<String> username,
    Optional<Secret> password,
    int database,
    Optional<Path> authority) {

  static final Key<RedisMode> MODE =
      Key.of("log.redis.mode", Types.choice(RedisMode.class), RedisMode.STANDALONE);
  static final Key<List<URI>> ADDRESSES =
      Key.list(
          "log.redis.addresses", Types.redisUrl(), List.of(URI.create("redis://localhost:6379")));
  static final Key<String> MASTER =
      Key.of("log.redis.master", Types.text("a name", "\\S{1,255}"), "mymaster");
  static final Key<Optional<String>> USERNAME =
      Key.optional("log.redis.username", Types.text("a name", "\\S{1,255}"));
  static final Key<Optional<Secret>> PASSWORD = Key.secret("log.redis.password");
  static final Key<Optional<Path>> PASSWORD_FILE =
      Key.optional("log.redis.password-file", Types.file());
  static final Key<Integer> DATABASE =
      Key.of("log.redis.database", Types.wholeNumber(0, 1_000_000), 0);
  static final Key<Optional<Path>> AUTHORITY =
      Key.optional("log.redis.tls-authority", Types.file());

  public RedisConfig {
    addresses = List.copyOf(addresses);
    ADDRESSES.check(addresses);
    DATABASE.check(database);
    if (addresses.isEmpty()) {
      throw new ConfigException(ADDRESSES.name(), "expected at least one address, got none");
    }
    if (mode == RedisMode.STANDALONE && addresses.size() > 1) {
      throw new ConfigException(
          ADDRESSES.name(), "expected one address, because log.redis.mode is standalone");
    }
    if (mode == RedisMode.CLUSTER && database != 0) {
      throw new ConfigException(
          DATABASE.name(), "expected 0, because a Redis Cluster has only that one");
    }
    if (username.isPresent() && password.isEmpty()) {
      throw new ConfigException(
          PASSWORD.name(), "expected a password, because log.redis.username is set");
    }
  }

  static RedisConfig read(Values values) {
    Optional<Secret> inline = values.get(PASSWORD);
    Optional<Secret> fromFile = values.secretFile(PASSWORD_FILE);
    if (values.isSet(PASSWORD) && values.isSet(PASSWORD_FILE)) {
      values.problem(
          PASSWORD_FILE.name(), "expected only one of log.redis.password and password-file");
    }
    return new RedisConfig(
        values.get(MODE),
        values.get(ADDRESSES),
        values.get(MASTER),
        values.get(USERNAME),
        inline.or(() -> fromFile),
        values.get(DATABASE),
        values.file(AUTHORITY));
  }
}
