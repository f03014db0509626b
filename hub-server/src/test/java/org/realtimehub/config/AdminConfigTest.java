package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminConfigTest {
  private static final String SALT_AND_HASH =
      "R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";
  private static final String HASH = "$2b$12$" + SALT_AND_HASH;
  private static final String TOKEN_HASH = "ab".repeat(32);

  @TempDir Path folder;

  private ConfigResult load(String admin, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("hub.yaml"), admin);
    return Loading.development(file, environment);
  }

  private AdminConfig loaded(String admin, Map<String, String> environment) throws IOException {
    return Loading.loaded(load(admin, environment)).config().admin();
  }

  private List<String> problems(String admin) throws IOException {
    return Loading.problems(load(admin, Map.of()));
  }

  private static String user(String hash) {
    return "admin: {users: [{name: alice, role: viewer, password-hash: \"" + hash + "\"}]}";
  }

  @ParameterizedTest
  @CsvSource({"2a, 10", "2b, 12", "2y, 14"})
  void bcryptHashes_areTaken(String version, String cost) throws IOException {
    String hash = "$" + version + "$" + cost + "$" + SALT_AND_HASH;
    AdminConfig admin = loaded(user(hash), Map.of());
    assertThat(admin.users())
        .containsExactly(new UserConfig("alice", AdminRole.VIEWER, new PasswordHash(hash), false));
    assertThat(admin.isUsable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "$2b$09$, a cost of 9",
    "$2b$15$, a cost of 15",
    "$2x$12$, a bcrypt hash",
    "$1$12$, a bcrypt hash",
    "x$2b$12$, a bcrypt hash"
  })
  void otherHashes_areRefused_withoutBeingShown(String start, String reason) throws IOException {
    assertThat(problems(user(start + SALT_AND_HASH)))
        .singleElement()
        .asString()
        .startsWith("admin.users[0].password-hash: expected ")
        .contains(reason)
        .doesNotContain(SALT_AND_HASH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{users: [{name: a, role: viewer}]}; admin.users[0]; one of password-hash",
        "{users: [{role: viewer, password-hash: HASH}]}; admin.users[0].name; got nothing",
        "{users: [{name: a, password-hash: HASH}]}; admin.users[0].role; viewer, operator",
        "{users: [{name: a, role: king, password-hash: HASH}]}; admin.users[0].role; got \"king\"",
        "{users: [{name: 'a b', role: viewer, password-hash: HASH}]}; admin.users[0].name; got",
        "{users: [{name: a, role: viewer, password-hash: HASH}, {name: a, role: operator,"
            + " password-hash: HASH}]}; admin.users; every name once",
        "{users: [{name: a, role: viewer, password-hash: HASH, password-hash-file: f}]};"
            + " admin.users[0].password-hash-file; cannot read",
        "{tokens: [{name: a, token-hash: abc, scopes: [read]}]}; admin.tokens[0].token-hash; 64",
        "{tokens: [{name: a, token-hash: TOKEN}]}; admin.tokens[0].scopes; at least one",
        "{tokens: [{name: a, token-hash: TOKEN, scopes: [all]}]}; admin.tokens[0].scopes; got",
        "{tokens: [{token-hash: TOKEN, scopes: [read]}]}; admin.tokens[0].name; got nothing",
        "{tokens: [{name: a, scopes: [read]}]}; admin.tokens[0].token-hash; got nothing",
        "{one-time-password-hash: secret}; admin.one-time-password-hash; bcrypt",
        "{session-timeout: off}; admin.session-timeout; longer than 0",
        "{tls: {certificate: hub.yaml}}; admin.tls.key; because admin.tls.certificate is set"
      })
  void whatIsWrong_isNamed(String admin, String key, String reason) throws IOException {
    String yaml = "admin: " + admin.replace("HASH", '"' + HASH + '"').replace("TOKEN", TOKEN_HASH);
    assertThat(problems(yaml))
        .anyMatch(problem -> problem.startsWith(key + ": ") && problem.contains(reason))
        .noneMatch(problem -> problem.contains(SALT_AND_HASH) || problem.contains(TOKEN_HASH));
  }

  @Test
  void everything_canComeFromTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("hash"), HASH + "\n");
    AdminConfig admin =
        loaded(
            user(HASH),
            Map.of(
                "HUB_ADMIN_USERS_0_PASSWORD_HASH_FILE",
                file.toString(),
                "HUB_ADMIN_TOKENS_0_NAME",
                "probe",
                "HUB_ADMIN_TOKENS_0_TOKEN_HASH",
                TOKEN_HASH.toUpperCase(Locale.ROOT),
                "HUB_ADMIN_TOKENS_0_SCOPES",
                "health, metrics"));
    assertThat(admin.users()).singleElement().extracting(UserConfig::name).isEqualTo("alice");
    assertThat(admin.tokens())
        .containsExactly(
            new AdminTokenConfig("probe", new Secret(TOKEN_HASH), List.of("health", "metrics")));
    assertThat(admin.toString()).doesNotContain(TOKEN_HASH, SALT_AND_HASH);
  }

  @Test
  void withoutUsersAndTokens_nobodyCanSignIn() throws IOException {
    assertThat(loaded("", Map.of()).isUsable()).isFalse();
    AdminConfig given = loaded("", Map.of("HUB_ADMIN_ONE_TIME_PASSWORD_HASH", HASH));
    assertThat(given.users())
        .containsExactly(new UserConfig("admin", AdminRole.OPERATOR, new PasswordHash(HASH), true));
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, true", "10.0.0.1, true", "127.0.0.1, false", "localhost, false"})
  void clearTextForOtherMachines_isWarnedOf(String host, boolean warned) throws IOException {
    ConfigResult result = load("admin: {host: " + host + "}", Map.of());
    List<String> warnings = ((ConfigResult.Loaded) result).warnings();
    assertThat(warnings.stream().anyMatch(w -> w.startsWith("admin.host: "))).isEqualTo(warned);
  }

  private static final String OIDC =
      """
      admin:
        oidc:
          issuer: https://login.example.com/realms/main
          client-id: hub
          client-secret: oidc-secret
          public-url: https://hub.example.com/admin/
          operator-roles: [ops, "hub admins"]
      """;

  @Test
  void provider_withWhatItNeeds_isTaken() throws IOException {
    AdminConfig admin = loaded(OIDC, Map.of("HUB_ADMIN_OIDC_VIEWER_ROLES", "staff"));
    assertThat(admin.isUsable()).isTrue();
    OidcConfig oidc = admin.oidc().orElseThrow();
    assertThat(oidc.issuer()).hasToString("https://login.example.com/realms/main");
    assertThat(oidc.clientSecret().value()).isEqualTo("oidc-secret");
    assertThat(oidc.scopes()).containsExactly("openid", "profile");
    assertThat(oidc.nameClaim()).isEqualTo("preferred_username");
    assertThat(oidc.roleClaim()).isEqualTo("groups");
    assertThat(oidc.operatorRoles()).containsExactly("ops", "hub admins");
    assertThat(oidc.viewerRoles()).containsExactly("staff");
    assertThat(admin.toString()).doesNotContain("oidc-secret");
    assertThat(loaded("", Map.of()).oidc()).isEmpty();
  }

  @Test
  void secretOfTheProvider_canBeInAFile_whichReplacesOneOfAWeakerLayer() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "in a file\n");
    Map<String, String> environment = Map.of("HUB_ADMIN_OIDC_CLIENT_SECRET_FILE", file.toString());
    assertThat(loaded(OIDC, environment).oidc().orElseThrow().clientSecret().value())
        .isEqualTo("in a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "issuer: https://login.example.com/realms/main; ; admin.oidc.issuer; got nothing",
        "client-id: hub; ; admin.oidc.client-id; got nothing",
        "client-secret: oidc-secret; ; admin.oidc; one of client-secret and client-secret-file",
        "public-url: https://hub.example.com/admin/; ; admin.oidc.public-url; got nothing",
        "'operator-roles: [ops, \"hub admins\"]'; ; admin.oidc.operator-roles; nobody could sign in",
        "https://login; http://login; admin.oidc.issuer; https URL",
        "https://login; http://127.0.0.1.evil.; admin.oidc.issuer; https URL",
        "https://hub; http://hub; admin.oidc.public-url; https URL",
        "/admin/; /admin/?a=b; admin.oidc.public-url; without query",
        "client-id: hub; client-id: 'a b'; admin.oidc.client-id; got",
        "client-id: hub; 'client-id: hub\n    scopes: [profile]'; admin.oidc.scopes; openid",
        "client-secret: oidc-secret; client-secret-file: nowhere; admin.oidc.client-secret-file;"
            + " cannot read"
      })
  void whatIsWrongWithAProvider_isNamed(String part, String instead, String key, String reason)
      throws IOException {
    String yaml = OIDC.replace(part, instead == null ? "" : instead.replace("\\n", "\n"));
    assertThat(problems(yaml))
        .anyMatch(problem -> problem.startsWith(key + ": ") && problem.contains(reason))
        .noneMatch(problem -> problem.contains("oidc-secret"));
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:8080/", "http://localhost:8080", "'http://[::1]:8080/x'"})
  void providerOnThisMachine_needsNoTls(String issuer) throws IOException {
    String yaml = OIDC.replace("https://login.example.com/realms/main", issuer);
    assertThat(loaded(yaml, Map.of()).oidc().orElseThrow().issuer()).hasToString(issuer);
  }
}
