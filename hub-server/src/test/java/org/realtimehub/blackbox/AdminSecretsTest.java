package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.realtimehub.config.FreshToken;
import org.realtimehub.config.PasswordHash;
import org.slf4j.LoggerFactory;

/** Secrets of every kind: none leaves the hub, and none gets into its log. */
@Timeout(120)
class AdminSecretsTest {

  private static final String PASSWORD = "a password that nobody sees";
  private static final String PUBLISHER = "publishers-secret-long-enough-for-hs256";
  private static final String SUBSCRIBER = "subscribers-secret-long-enough-for-hs256";
  private static final String ISSUER = "issuers-secret-long-enough-for-hs256-too";
  private static final String REDIS = "redis-secret";

  @TempDir Path folder;

  @Test
  void secrets_areNeitherAnsweredNorLogged() throws Exception {
    FreshToken token = FreshToken.random();
    String hash = PasswordHash.ofPassword(PASSWORD).value();
    Path keyFile = Files.writeString(folder.resolve("publisher.key"), PUBLISHER);
    Path hashFile = Files.writeString(folder.resolve("bob.bcrypt"), hash);
    Path file =
        Files.writeString(
            folder.resolve("hub.yaml"),
            """
            log: {redis: {password: %s}}
            authorization:
              issuers: [{issuer: "https://a.example", algorithm: HS256, key: %s}]
              draft-07:
                publisher: {key-file: %s}
                subscriber: {key: %s}
            admin:
              users:
                - {name: alice, role: operator, password-hash: "%s"}
                - {name: bob, role: viewer, password-hash-file: %s}
              tokens:
                - {name: all, token-hash: %s, scopes: [read, audit, publish, metrics, health]}
            """
                .formatted(
                    REDIS,
                    ISSUER,
                    keyFile,
                    SUBSCRIBER,
                    hash,
                    hashFile.getFileName(),
                    token.hash()));
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    log.start();
    root.addAppender(log);
    List<String> seen = new ArrayList<>();
    try (TestHub hub = TestHub.start(file)) {
      seen.add(signIn(hub, "alice", PASSWORD).body());
      seen.add(signIn(hub, "bob", PASSWORD + "!").body());
      seen.add(signIn(hub, PASSWORD, "x").body());
      for (String path :
          List.of("/api/v1/config", "/api/v1/audit", "/api/v1/session", "/metrics")) {
        String body = hub.get(hub.admin(path), "Authorization", "Bearer " + token.token()).body();
        assertThat(body).isNotEmpty();
        seen.add(body);
      }
      assertThat(seen.get(3)).contains("admin.users[0].name", "alice", "********");
    } finally {
      root.detachAppender(log);
    }
    log.list.forEach(event -> seen.add(event.getFormattedMessage() + event.getKeyValuePairs()));
    assertThat(log.list).anyMatch(event -> event.getLoggerName().equals("hub.audit"));
    assertThat(seen)
        .noneMatch(
            Pattern.compile(
                    String.join(
                        "|",
                        List.of(
                                PASSWORD,
                                PUBLISHER,
                                SUBSCRIBER,
                                ISSUER,
                                REDIS,
                                hash,
                                token.hash(),
                                token.token())
                            .stream()
                            .map(Pattern::quote)
                            .toList()))
                .asPredicate());
  }

  private static HttpResponse<String> signIn(TestHub hub, String user, String password) {
    JsonObject body = new JsonObject().put("user", user).put("password", password);
    return hub.send(
        HttpRequest.newBuilder(hub.admin("/api/v1/session"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build());
  }
}
