package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimehub.config.Loading.development;
import static org.realtimehub.config.Loading.flag;
import static org.realtimehub.config.Loading.problems;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.config.ConfigSources.Flag;

/** What is refused, and in which words. */
final class WrongValuesTest {

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
}
