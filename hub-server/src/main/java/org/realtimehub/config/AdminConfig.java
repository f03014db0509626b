package org.realtimehub.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The admin side.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any that is free
 * @param tls certificate and key, absent for plain HTTP
 * @param sessionTimeout after which an unused session ends
 * @param canaryEvery how often it is tried whether updates flow, zero for never
 * @param users who may sign in
 * @param tokens for programs
 * @param oidc whose users may sign in, too
 */
public record AdminConfig(
    String host,
    int port,
    Optional<HttpConfig.Tls> tls,
    Duration sessionTimeout,
    Duration canaryEvery,
    List<UserConfig> users,
    List<AdminTokenConfig> tokens,
    Optional<OidcConfig> oidc) {

  static final String USERS = "admin.users";
  static final String TOKENS = "admin.tokens";

  static final Key<String> HOST = Key.of("admin.host", Types.host(), "127.0.0.1");
  static final Key<Integer> PORT = Key.of("admin.port", Types.wholeNumber(0, 65535), 3001);
  static final Key<Duration> SESSION_TIMEOUT =
      Key.of("admin.session-timeout", Types.time(), Duration.ofMinutes(30));
  static final Key<Duration> CANARY_EVERY =
      Key.of("admin.canary-every", Types.timeOrOff(), Duration.ofSeconds(30));
  static final Key<Optional<Path>> CERTIFICATE =
      Key.optional("admin.tls.certificate", Types.file());
  static final Key<Optional<Path>> PRIVATE_KEY = Key.optional("admin.tls.key", Types.file());
  static final Key<Optional<Secret>> ONE_TIME = Key.secret("admin.one-time-password-hash");

  public AdminConfig {
    HOST.check(host);
    PORT.check(port);
    SESSION_TIMEOUT.check(sessionTimeout);
    CANARY_EVERY.check(canaryEvery);
    users = List.copyOf(users);
    tokens = List.copyOf(tokens);
    if (users.stream().map(UserConfig::name).distinct().count() < users.size()) {
      throw new ConfigException(USERS, "expected every name once");
    }
    if (tokens.stream().map(AdminTokenConfig::name).distinct().count() < tokens.size()) {
      throw new ConfigException(TOKENS, "expected every name once");
    }
  }

  /** Whether anybody can sign in or call. */
  public boolean isUsable() {
    return !users.isEmpty() || !tokens.isEmpty() || oidc.isPresent();
  }

  /** Whether only this machine reaches it. */
  boolean isLocal() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  /** Where the console is. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return (tls.isPresent() ? "https://" : "http://") + name + ":" + port + "/";
  }

  /** The same with a user whose password was made at the start. */
  public AdminConfig withOneTimePassword(PasswordHash hash) {
    List<UserConfig> more = new ArrayList<>(users);
    more.add(UserConfig.oneTime(hash));
    return new AdminConfig(host, port, tls, sessionTimeout, canaryEvery, more, tokens, oidc);
  }

  /** The same with another port. */
  public AdminConfig withPort(int newPort) {
    return new AdminConfig(host, newPort, tls, sessionTimeout, canaryEvery, users, tokens, oidc);
  }

  static AdminConfig read(Values values) {
    List<UserConfig> users = new ArrayList<>();
    for (String prefix : values.elements(USERS)) {
      UserConfig.read(values, prefix).ifPresent(users::add);
    }
    List<AdminTokenConfig> tokens =
        values.elements(TOKENS).stream()
            .flatMap(prefix -> AdminTokenConfig.read(values, prefix).stream())
            .toList();
    values
        .get(ONE_TIME)
        .flatMap(text -> values.hash(ONE_TIME.name(), () -> PasswordHash.of(text)))
        .ifPresent(hash -> users.add(UserConfig.oneTime(hash)));
    return new AdminConfig(
        values.get(HOST),
        values.get(PORT),
        values.tls(CERTIFICATE, PRIVATE_KEY),
        values.get(SESSION_TIMEOUT),
        values.get(CANARY_EVERY),
        users,
        tokens,
        OidcConfig.read(values));
  }
}
