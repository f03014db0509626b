package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.AdminTokenConfig;
import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import org.realtimehub.config.FreshToken;
import org.realtimehub.connection.LoopState;
import org.realtimehub.main.Node;
import org.realtimehub.main.StartException;

/** A development hub in this process, on free ports, with the settings a test wants. */
final class TestHub implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The tests with the tag "streams" run a second time with what is not the default. */
  private static final String DIRECT_WRITES = System.getProperty("hub.test.direct-writes", "true");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** With which its admin side may be asked everything. */
  static final FreshToken ADMIN = FreshToken.random();

  private final Node node;

  private TestHub(Node node) {
    this.node = node;
  }

  /**
   * @param settings {@code key=value}, such as {@code subscribe.heartbeat=1s}
   */
  static TestHub start(String... settings) {
    return start(null, adminToken(), settings);
  }

  /** One at whose admin side people may sign in, too. */
  static TestHub withUsers(String... settings) {
    Map<String, String> environment = new HashMap<>(AdminUsers.environment());
    environment.putAll(adminToken());
    return start(null, environment, settings);
  }

  /**
   * @param file a configuration over the development settings
   */
  static TestHub start(Path file, String... settings) {
    return start(file, Map.of(), settings);
  }

  private static TestHub start(
      @Nullable Path file, Map<String, String> environment, String... settings) {
    List<ConfigSources.Flag> flags = new ArrayList<>();
    flags.add(flag("http.port", "0"));
    flags.add(flag("admin.port", "0"));
    flags.add(flag("connections.drain", "1s"));
    flags.add(flag("http.direct-writes", DIRECT_WRITES));
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      flags.add(flag(setting.substring(0, equals), setting.substring(equals + 1)));
    }
    ConfigResult result = ConfigLoader.load(new ConfigSources(true, file, environment, flags));
    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Loaded.class);
    ConfigResult.Loaded loaded = (ConfigResult.Loaded) result;
    try {
      return new TestHub(Node.start(loaded.config(), loaded.origins()));
    } catch (StartException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> adminToken() {
    return ADMIN.environment("test", String.join(",", AdminTokenConfig.PERMISSIONS));
  }

  private static ConfigSources.Flag flag(String key, String value) {
    return new ConfigSources.Flag("--set", key, value);
  }

  Node node() {
    return node;
  }

  int port() {
    return node.port();
  }

  /** The hub's URL; relative topics and patterns are resolved against it. */
  URI url() {
    return URI.create(node.config().url());
  }

  /** The hub's URL with a query, whose values are encoded here: name, value, name, value. */
  URI url(String... parameters) {
    return URI.create(url() + (parameters.length == 0 ? "" : "?" + form(parameters)));
  }

  /** A path below the host. */
  URI at(String path) {
    return url().resolve(path);
  }

  URI admin(String path) {
    return URI.create("http://127.0.0.1:" + node.adminPort() + path);
  }

  /** {@code a=1&b=2} of names and values. */
  static String form(String... fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(form.isEmpty() ? "" : "&").append(encode(fields[i])).append('=');
      form.append(encode(fields[i + 1]));
    }
    return form.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Publishes with a token for everything and returns the whole answer. */
  HttpResponse<String> tryPublish(String... fields) {
    return tryPublishAs(TestTokens.everything(), fields);
  }

  HttpResponse<String> tryPublishAs(@Nullable String token, String... fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  /** Publishes with a token for everything and returns the id. */
  String publish(String... fields) {
    HttpResponse<String> response = tryPublish(fields);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  HttpResponse<String> get(URI url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Opens a stream of events and waits until it is open. */
  EventStream subscribe(String... parameters) {
    return EventStream.open(url(parameters));
  }

  EventStream subscribeAs(String token, String... parameters) {
    return EventStream.open(url(parameters), "Authorization", "Bearer " + token);
  }

  /** What a future of the hub brings. */
  <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** What all loops hold together. */
  LoopState state() {
    return node.view().state().toCompletionStage().toCompletableFuture().join();
  }

  int connections() {
    return node.view().connections().size();
  }

  /** Waits until nobody is connected and nothing is left of those who were. */
  void awaitNothingLeft() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              LoopState state = state();
              assertThat(state.connections()).as("connections").isZero();
              assertThat(state.consumers()).as("consumers").isZero();
              assertThat(state.cursors()).as("cursors").isZero();
              assertThat(state.distinctGrants()).as("grants").isZero();
              assertThat(connections()).as("directory").isZero();
              assertThat(node.view().admission().held()).as("places").isZero();
              assertThat(node.view().admission().waiting()).as("waiting").isZero();
            });
  }

  @Override
  public void close() {
    node.stop();
  }
}
