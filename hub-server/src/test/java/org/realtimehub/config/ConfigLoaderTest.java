package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.config.ConfigSources.Flag;

final class ConfigLoaderTest {
  private static final String KEY = "a-secret-that-is-long-enough-for-hs256";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.port|abc|expected a whole number from 0 to 65535, got \"abc\"",
        "http.port|70000|expected a whole number from 0 to 65535, got \"70000\"",
        "http.port|''|expected a whole number from 0 to 65535, got \"\"",
        "http.event-loops|-1|expected a whole number from 0 to 1024, got \"-1\"",
        "http.transport|kqueue|expected one of auto, nio, epoll, io_uring, got \"kqueue\"",
        "http.h2|yes|expected true or false, got \"yes\"",
        "http.trusted-proxies|10.0.0.0/33|expected a list, each an IP address or a block such as"
            + " 10.0.0.0/8, got \"10.0.0.0/33\"",
        "http.max-header|16KB|expected a size from 1KiB to 1MiB (bytes, KiB, MiB, GiB), got"
            + " \"16KB\"",
        "http.keep-alive|75|expected a time longer than 0 such as 500ms, 30s, 5m or 24h, got"
            + " \"75\"",
        "subscribe.heartbeat|0s|expected a time longer than 0 such as 500ms, 30s, 5m or 24h, got"
            + " \"0s\"",
        "subscribe.max-age|-1s|expected a time such as 500ms, 30s, 5m or 24h, or 0s (off), got"
            + " \"-1s\"",
        "subscribe.max-age-jitter|1.5|expected a fraction from 0 to 1, got \"1.5\"",
        "subscribe.max-age-jitter|NaN|expected a fraction from 0 to 1, got \"NaN\"",
        "name|My Hub|expected 1 to 64 lower-case letters, digits and hyphens, got \"My Hub\"",
        "url|ftp://hub/x|expected an absolute http or https URL without query or fragment, got"
            + " \"ftp://hub/x\"",
        "url|https://hub.example/m?x=1|expected an absolute http or https URL without query or"
            + " fragment, got \"https://hub.example/m?x=1\"",
        "cors.subscribe-origins|app.example|expected a list, each an origin such as"
            + " https://app.example, or \"*\", got \"app.example\"",
        "log.type|kafka|expected one of memory, hazelcast, redis, got \"kafka\"",
        "log.redis.addresses|redis://me:secret@redis|expected a list, each redis://host:port or"
            + " rediss://host:port without user, password or database, got"
            + " \"redis://********@redis\"",
        "log.redis.addresses|redis://redis/2|expected a list, each redis://host:port or"
            + " rediss://host:port without user, password or database, got \"redis://redis/2\"",
        "cluster.discovery|gossip|expected one of addresses, dns, kubernetes, multicast, got"
            + " \"gossip\"",
        "cluster.addresses|http://a|expected a list, each a host name or an IP address, with :port"
            + " or not, got \"http://a\"",
        "cluster.minimum-size|0|expected a whole number from 1 to 7, got \"0\"",
        "authorization.cookie|a b|expected the name of a cookie, got \"a b\"",
        "authorization.algorithms|none|expected a list, each one of EdDSA, ES256, ES384, ES512,"
            + " PS256, PS384, PS512, RS256, RS384, RS512, HS256, HS384, HS512, got \"none\"",
      })
  void wrongValue_isRefusedWithTheKeyTheExpectationAndTheOrigin(
      String key, String text, String message) {
    assertThat(problems(development(null, Map.of(), flag(key, text))))
        .containsExactly(key + ": " + message + " (from --set " + key + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publish.max-field=2MiB|publish.max-field: expected at most publish.max-body (1MiB), got"
            + " \"2MiB\"",
        "history.max-bytes=512KiB|history.max-bytes: expected at least publish.max-body (1MiB), got"
            + " \"512KiB\"",
        "cors.publish-origins=*,https://a.example|cors.publish-origins: expected \"*\" alone or"
            + " named origins alone: only named origins may send credentials",
        "admin.port=3000|admin.port: expected another port than http.port, got 3000",
        "url=https://hub.example/|url: expected a path that does not end with a slash, got"
            + " \"https://hub.example/\"",
        "authorization.algorithms=|authorization.algorithms: expected at least one algorithm",
        "cluster.enabled=true|log.type: expected hazelcast or redis, because cluster.enabled is"
            + " true: nodes that each have a memory log of their own would not see each other's"
            + " updates",
        "log.type=hazelcast|log.type: expected memory or redis, because cluster.enabled is false:"
            + " a hazelcast log lives in the nodes of a cluster",
        "cluster.member-timeout=1s|cluster.member-timeout: expected at least 2s, got \"1s\"",
        "log.redis.addresses=|log.redis.addresses: expected at least one address, got none",
        "log.redis.addresses=redis://a,redis://b|log.redis.addresses: expected one address, because"
            + " log.redis.mode is standalone",
        "log.redis.username=me|log.redis.password: expected a password, because log.redis.username"
            + " is set",
        "authorization.issuers[1].issuer=https://a|authorization.issuers[1]: expected one of key,"
            + " key-file and jwks-url",
        "authorization.draft-07.publisher.key=short|authorization.draft-07.publisher.key: expected"
            + " at least 32 bytes for HS256, got 5",
        "authorization.draft-07.publisher.algorithm=RS256|authorization.draft-07.publisher.key:"
            + " expected PEM or a JWK for RS256",
        "authorization.draft-07.publisher.key-file=nowhere|authorization.draft-07.publisher.key-file:"
            + " cannot read the file nowhere (from --set"
            + " authorization.draft-07.publisher.key-file)",
      })
  void contradiction_isRefused(String setting, String problem) {
    int equals = setting.indexOf('=');
    Flag flag = flag(setting.substring(0, equals), setting.substring(equals + 1));

    assertThat(problems(development(null, Map.of(), flag))).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster.discovery=dns|cluster.dns-name: expected a name, because cluster.discovery is dns",
        "cluster.addresses=|cluster.addresses: expected addresses of nodes, because"
            + " cluster.discovery is addresses",
        "history.max-bytes=1GiB|history.max-bytes: expected at most 512MiB, because log.type is"
            + " hazelcast, got \"1GiB\"",
        "cluster.tls.key=nowhere|cluster.tls.key: cannot read the file nowhere (from --set"
            + " cluster.tls.key)",
      })
  void contradictionOfACluster_isRefused(String setting, String problem) {
    int equals = setting.indexOf('=');
    List<String> problems =
        problems(
            development(
                null,
                Map.of(),
                flag("cluster.enabled", "true"),
                flag("log.type", "hazelcast"),
                flag(setting.substring(0, equals), setting.substring(equals + 1))));

    assertThat(problems).contains(problem);
  }

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

  private static Flag flag(String key, String text) {
    return new Flag("--set " + key, key, text);
  }

  private static ConfigResult development(
      @org.jspecify.annotations.Nullable Path file,
      Map<String, String> environment,
      Flag... flags) {
    return ConfigLoader.load(new ConfigSources(true, file, environment, List.of(flags)));
  }

  private static ConfigResult production(
      @org.jspecify.annotations.Nullable Path file, Map<String, String> environment) {
    return ConfigLoader.load(new ConfigSources(false, file, environment, List.of()));
  }

  private static ConfigResult.Loaded loaded(ConfigResult result) {
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    return (ConfigResult.Loaded) result;
  }

  private static List<String> problems(ConfigResult result) {
    assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
    return ((ConfigResult.Invalid) result).problems().stream().map(Problem::toString).toList();
  }

  private static Origin origin(ConfigResult.Loaded loaded, String key) {
    Optional<Origins.Entry> entry = loaded.origins().find(key);
    return entry.orElseThrow().origin();
  }
}
