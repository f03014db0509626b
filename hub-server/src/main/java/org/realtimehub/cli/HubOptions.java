package org.realtimehub.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import picocli.CommandLine.Option;

/** Which hub a client command talks to, and with which token. */
final class HubOptions {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:3000/.well-known/mercure",
      description = "The hub (default ${DEFAULT-VALUE})")
  private URI url = URI.create("http://localhost:3000/.well-known/mercure");

  @Option(
      names = "--token",
      paramLabel = "JWT",
      description =
          "Default: the variable HUB_TOKEN, or a development token when the hub is on this machine")
  private @Nullable String token;

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  URI url() {
    return url;
  }

  /** A request to the hub with the token, if there is one. */
  HttpRequest.Builder request(Shell shell, String query) throws CommandFailure {
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(
              query.isEmpty()
                  ? url
                  : URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--url: expected an http or https URL, got \"" + url + '"');
    }
    String bearer = token(shell);
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return request;
  }

  /** What a refusal may be due to; empty when it is not the token that was made up here. */
  String hint(Shell shell, int status) {
    return status == 401
            && token == null
            && shell.environment().getOrDefault("HUB_TOKEN", "").isEmpty()
        ? " (there is no --token and no HUB_TOKEN)"
        : "";
  }

  private String token(Shell shell) throws CommandFailure {
    return token(token, url, shell);
  }

  /** The given token, or that of the environment, or one that a development hub believes. */
  static String token(@Nullable String given, URI url, Shell shell) throws CommandFailure {
    if (given != null) {
      return given;
    }
    String fromEnvironment = shell.environment().getOrDefault("HUB_TOKEN", "");
    return fromEnvironment.isEmpty() && isOnThisMachine(url) ? developmentToken() : fromEnvironment;
  }

  /** The key is public, so its token gives nothing away; elsewhere it would only be refused. */
  private static boolean isOnThisMachine(URI url) {
    String host = Objects.requireNonNullElse(url.getHost(), "");
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  static String developmentToken() throws CommandFailure {
    ConfigResult result = ConfigLoader.load(new ConfigSources(true, null, Map.of(), List.of()));
    if (!(result instanceof ConfigResult.Loaded loaded)) {
      throw new IllegalStateException("the development settings are wrong: " + result);
    }
    Grants all = new Grants(List.of("*"), List.of("*"), null);
    return new Tokens(loaded.config().authorization(), Instant.now())
        .draft07(all, TOKEN_LIFETIME, null);
  }
}
