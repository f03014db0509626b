package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimehub.config.Loading.development;
import static org.realtimehub.config.Loading.flag;
import static org.realtimehub.config.Loading.loaded;
import static org.realtimehub.config.Loading.problems;
import static org.realtimehub.config.Loading.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimehub.config.ConfigSources.Flag;

final class ConfigLoaderTest {
  private static final String KEY = "a-secret-that-is-long-enough-for-hs256";

  @TempDir Path folder;

  @Test
  void passwordOfRedis_comesFromAFile_andIsNotShown() throws IOException {
    Path file = file("log: {type: redis, redis: {password-file: redis.password}}");
    Files.writeString(folder.resolve("redis.password"), "the secret\n");

    ConfigResult.Loaded loaded = loaded(development(file, Map.of()));

    assertThat(loaded.config().log().redis().password()).contains(new Secret("the secret"));
    assertThat(loaded.config().toString()).doesNotContain("the secret");
  }

  @Test
  void environment_coversTheFile_andFlagsCoverBoth() throws IOException {
    Path file = file("http: {port: 1, host: file.example, event-loops: 4}");
    Map<String, String> environment = Map.of("HUB_HTTP_PORT", "2", "HUB_HTTP_EVENT_LOOPS", "2");

    ConfigResult.Loaded loaded =
        loaded(development(file, environment, new Flag("--port", "http.port", "3")));

    assertThat(loaded.config().http().port()).isEqualTo(3);
    assertThat(loaded.config().http().eventLoops()).isEqualTo(2);
    assertThat(loaded.config().http().host()).isEqualTo("file.example");
    assertThat(origin(loaded, "http.port")).isEqualTo(new Origin(Origin.Layer.FLAG, "--port"));
    assertThat(origin(loaded, "http.event-loops"))
        .isEqualTo(new Origin(Origin.Layer.ENVIRONMENT, "HUB_HTTP_EVENT_LOOPS"));
    assertThat(origin(loaded, "http.host"))
        .isEqualTo(new Origin(Origin.Layer.FILE, file + " line 1"));
    assertThat(origin(loaded, "demo").layer()).isEqualTo(Origin.Layer.DEVELOPMENT);
    assertThat(origin(loaded, "http.h2")).isEqualTo(Origin.DEFAULT);
  }

  @Test
  void environment_setsListsAndDeepKeysAndElements() {
    ConfigResult.Loaded loaded =
        loaded(
            production(
                null,
                Map.of(
                    "HUB_CORS_SUBSCRIBE_ORIGINS", "https://a.example, https://b.example",
                    "HUB_AUTHORIZATION_DRAFT_07_PUBLISHER_KEY", KEY,
                    "HUB_AUTHORIZATION_ISSUERS_0_ISSUER", "https://auth.example",
                    "HUB_AUTHORIZATION_ISSUERS_0_JWKS_URL", "https://auth.example/jwks?v=1",
                    "HUB_HTTP_HOST", "")));

    HubConfig config = loaded.config();
    assertThat(config.cors().subscribeOrigins())
        .containsExactly("https://a.example", "https://b.example");
    assertThat(config.authorization().draft07().publisher())
        .contains(new KeyConfig.StaticKey("HS256", new Secret(KEY)));
    assertThat(config.authorization().issuers())
        .singleElement()
        .satisfies(
            issuer ->
                assertThat(issuer.keys())
                    .isInstanceOfSatisfying(
                        KeyConfig.RemoteKeys.class,
                        keys -> assertThat(keys.refresh()).isEqualTo(Duration.ofMinutes(5))));
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void unknownVariable_isAWarning() {
    ConfigResult.Loaded loaded =
        loaded(development(null, Map.of("HUB_SERVICE_HOST", "10.0.0.1", "HUB_TOKEN", "x")));

    assertThat(loaded.warnings())
        .containsExactly("HUB_SERVICE_HOST: sets no known key and is ignored");
  }

  @Test
  void everyProblem_isReportedAtOnce() throws IOException {
    Path file =
        file(
            """
            htpp:
              port: 80
            http:
              port: abc
              tls:
                certificate: nowhere.pem
            sweep: 30s
            name: hub
            name: other
            """);

    assertThat(problems(production(file, Map.of("HUB_HTTP_H2", "maybe"))))
        .containsExactlyInAnyOrder(
            "htpp.port: unknown key (did you mean http.port?) (from " + file + " line 2)",
            "http.port: expected a whole number from 0 to 65535, got \"abc\" (from "
                + file
                + " line 4)",
            "http.h2: expected true or false, got \"maybe\" (from HUB_HTTP_H2)",
            "http.tls.certificate: cannot read the file "
                + folder.resolve("nowhere.pem")
                + " (from "
                + file
                + " line 6)",
            "http.tls.key: expected a file, because http.tls.certificate is set",
            "sweep: expected keys below it, got a value (from " + file + " line 7)",
            "name: given twice, first on line 8 (from " + file + " line 9)");
  }

  @Test
  void yamlThatIsBroken_isReportedWithItsLineAndWithoutItsContent() throws IOException {
    Path file = file("http:\n  port: 3000\n  host: [" + KEY);

    assertThat(problems(production(file, Map.of())))
        .singleElement()
        .asString()
        .isEqualTo(file + ": line 3 is not YAML: expected ',' or ']', but got <stream end>")
        .doesNotContain(KEY);
  }

  @Test
  void fileThatIsMissing_isTheOnlyProblem() {
    Path file = folder.resolve("none.yaml");

    assertThat(problems(production(file, Map.of()))).containsExactly(file + ": no such file");
  }

  @Test
  void keyFile_isReadFromTheFoldersFile_withoutItsLineEnd() throws IOException {
    Files.writeString(folder.resolve("publisher.key"), KEY + "\r\n");
    Path file = file("authorization: {draft-07: {publisher: {key-file: publisher.key}}}");

    assertThat(loaded(production(file, Map.of())).config().authorization().draft07().publisher())
        .contains(new KeyConfig.StaticKey("HS256", new Secret(KEY)));
  }

  @Test
  void keyAndKeyFile_inOneLayerAreRefused_inAStrongerLayerOneReplacesTheOther() throws IOException {
    Files.writeString(folder.resolve("k"), KEY);
    Path both = file("authorization: {draft-07: {publisher: {key: " + KEY + ", key-file: k}}}");

    assertThat(problems(production(both, Map.of())))
        .containsExactly(
            "authorization.draft-07.publisher.key-file: expected only one of key, key-file and"
                + " jwks-url here");

    Path fromFile = file("authorization: {draft-07: {publisher: {key-file: k}}}");
    String other = KEY + "-other";
    assertThat(
            loaded(production(fromFile, Map.of("HUB_AUTHORIZATION_DRAFT_07_PUBLISHER_KEY", other)))
                .config()
                .authorization()
                .draft07()
                .publisher())
        .contains(new KeyConfig.StaticKey("HS256", new Secret(other)));
  }

  @Test
  void productionWithoutKeys_isRefused() {
    assertThat(problems(production(null, Map.of())))
        .singleElement()
        .asString()
        .startsWith("authorization: no keys: ");
  }

  @Test
  void productionWithTheDevelopmentKey_isRefused() {
    Map<String, String> copied =
        Map.of("HUB_AUTHORIZATION_DRAFT_07_SUBSCRIBER_KEY", DevelopmentKeys.SECRET.value());

    assertThat(problems(production(null, copied)))
        .singleElement()
        .asString()
        .startsWith("authorization: the development key is in use")
        .doesNotContain(DevelopmentKeys.SECRET.value());
  }

  @Test
  void keyOfAnAlgorithmThatIsNotAllowed_isAWarning() {
    ConfigResult.Loaded loaded =
        loaded(
            production(
                null,
                Map.of(
                    "HUB_AUTHORIZATION_DRAFT_07_PUBLISHER_KEY",
                    KEY,
                    "HUB_AUTHORIZATION_ALGORITHMS",
                    "RS256")));

    assertThat(loaded.warnings())
        .containsExactly(
            "authorization.algorithms: there is a key for HS256, which is not among them, so its"
                + " tokens are refused");
  }

  @Test
  void development_isOpenAndLocal() {
    HubConfig config = loaded(development(null, Map.of())).config();

    assertThat(config.authorization().anonymous()).isTrue();
    assertThat(config.demo()).isTrue();
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.cors()).isEqualTo(new CorsConfig(List.of("*"), List.of("*")));
    assertThat(config.authorization().issuers())
        .singleElement()
        .extracting(IssuerConfig::issuer)
        .isEqualTo(DevelopmentKeys.ISSUER);
  }

  @Test
  void issuersOfAFile_replaceTheDevelopmentIssuer() throws IOException {
    Path file = file("authorization: {issuers: []}");

    assertThat(loaded(development(file, Map.of())).config().authorization().issuers()).isEmpty();
  }

  @Test
  void secrets_areNowhereToBeSeen() {
    ConfigResult.Loaded loaded =
        loaded(production(null, Map.of("HUB_AUTHORIZATION_DRAFT_07_PUBLISHER_KEY", KEY)));

    assertThat(loaded.toString()).doesNotContain(KEY);
    assertThat(loaded.origins().entries().toString()).doesNotContain(KEY);
    assertThat(loaded.origins().find("authorization.draft-07.publisher.key"))
        .map(Origins.Entry::value)
        .contains(Secret.REDACTED);
  }

  @Test
  void secretsThatAreRefused_areNotInTheMessage() {
    Map<String, String> environment =
        new HashMap<>(Map.of("HUB_AUTHORIZATION_DRAFT_07_PUBLISHER_KEY", "p4ssw0rd"));

    assertThat(problems(production(null, environment)).toString()).doesNotContain("p4ssw0rd");
  }

  @Test
  void url_followsPortAndPlainness_unlessItIsSet() {
    assertThat(loaded(development(null, Map.of(), flag("http.port", "8080"))).config().url())
        .isEqualTo("http://localhost:8080/.well-known/mercure");
    HubConfig config =
        loaded(development(null, Map.of("HUB_URL", "https://hub.example/m"))).config();
    assertThat(config.url()).isEqualTo("https://hub.example/m");
    assertThat(config.authorization().audience()).isEqualTo(config.url());
  }

  @Test
  void maxField_followsMaxBody() {
    PublishConfig publish =
        loaded(development(null, Map.of(), flag("publish.max-body", "4096"))).config().publish();

    assertThat(publish.maxField()).isEqualTo(4096);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("hub.yaml"), yaml);
  }

  private static Origin origin(ConfigResult.Loaded loaded, String key) {
    Optional<Origins.Entry> entry = loaded.origins().find(key);
    return entry.orElseThrow().origin();
  }
}
