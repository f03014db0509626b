package org.realtimehub.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator can set. Each record refuses values it cannot have, so that whoever
 * holds one need not look again.
 *
 * @param name which hub this is; part of log keys, bus addresses and metrics
 * @param url the hub's public URL; its path is where the hub listens
 * @param demo whether the demonstration pages are served, which let anybody in
 */
public record HubConfig(
    String name,
    String url,
    HttpConfig http,
    CorsConfig cors,
    ProtocolConfig protocol,
    PublishConfig publish,
    SubscribeConfig subscribe,
    ConnectionsConfig connections,
    HistoryConfig history,
    LogConfig log,
    SubscriptionsConfig subscriptions,
    AuthorizationConfig authorization,
    SweepConfig sweep,
    AdminConfig admin,
    ClusterConfig cluster,
    TracingConfig tracing,
    boolean demo) {

  static final Key<String> NAME =
      Key.of(
          "name",
          Types.text("1 to 64 lower-case letters, digits and hyphens", "[a-z0-9-]{1,64}"),
          "hub");
  static final Key<Optional<URI>> URL = Key.optional("url", Types.url());
  static final Key<Boolean> DEMO = Key.of("demo", Types.flag(), false);

  public HubConfig {
    NAME.check(name);
    URL.check(Optional.of(URI.create(url)));
    List<Problem> problems = new ArrayList<>();
    if (history.maxBytes() < publish.maxBody()) {
      problems.add(
          new Problem(
              HistoryConfig.MAX_BYTES.name(),
              "expected at least publish.max-body (%s), got \"%s\""
                  .formatted(Units.show(publish.maxBody()), Units.show(history.maxBytes()))));
    }
    problems.addAll(ClusterRules.problems(cluster, log, history));
    String path = URI.create(url).getRawPath();
    if (path.length() < 2 || path.endsWith("/")) {
      problems.add(
          new Problem(
              URL.name(), "expected a path that does not end with a slash, got \"" + url + '"'));
    }
    if (http.port() != 0 && http.port() == admin.port()) {
      problems.add(
          new Problem(
              AdminConfig.PORT.name(),
              "expected another port than http.port, got " + admin.port()));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** What a hub has when nothing is set: no keys, so that nobody can publish. */
  public static HubConfig defaults() {
    return read(Values.of(Map.of()));
  }

  /** The same with another public port, also in the addresses that contain it. */
  public HubConfig withPort(int port) {
    String before = ":" + http.port() + "/";
    String newUrl = url.replace(before, ":" + port + "/");
    return new HubConfig(
        name,
        newUrl,
        http.withPort(port),
        cors,
        protocol,
        publish,
        subscribe,
        connections,
        history,
        log,
        subscriptions,
        authorization.audience().equals(url) ? authorization.withAudience(newUrl) : authorization,
        sweep,
        admin,
        cluster,
        tracing,
        demo);
  }

  /** The same with another admin side. */
  public HubConfig withAdmin(AdminConfig newAdmin) {
    return new HubConfig(
        name,
        url,
        http,
        cors,
        protocol,
        publish,
        subscribe,
        connections,
        history,
        log,
        subscriptions,
        authorization,
        sweep,
        newAdmin,
        cluster,
        tracing,
        demo);
  }

  static HubConfig read(Values values) {
    String name = values.get(NAME);
    HttpConfig http = values.section(HttpConfig::read);
    String scheme = http.tls().isPresent() ? "https" : "http";
    URI url =
        values.get(
            URL, URI.create(scheme + "://localhost:" + http.port() + "/.well-known/mercure"));
    return new HubConfig(
        name,
        url.toString(),
        http,
        values.section(CorsConfig::read),
        values.section(ProtocolConfig::read),
        values.section(PublishConfig::read),
        values.section(SubscribeConfig::read),
        values.section(ConnectionsConfig::read),
        values.section(HistoryConfig::read),
        values.section(LogConfig::read),
        values.section(SubscriptionsConfig::read),
        values.section(section -> AuthorizationConfig.read(section, url.toString())),
        values.section(SweepConfig::read),
        values.section(AdminConfig::read),
        values.section(ClusterConfig::read),
        values.section(TracingConfig::read),
        values.get(DEMO));
  }
}
