package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.realtimehub.admin.access.ApiToken;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.access.Role;
import org.realtimehub.admin.oidc.OidcSettings;

/**
 * Every operation of the contract, and every path that it does not name, for each kind of caller.
 */
final class RouteAccessTest {

  /**
   * One way to call the admin port.
   *
   * @param needs {@code none}, {@code signed-in} or a permission
   */
  record Route(String method, String path, String needs) {

    boolean changes() {
      return !method.equals("GET");
    }

    Optional<Permission> permission() {
      return Permission.labelled(needs);
    }

    boolean isOpen() {
      return needs.equals("none");
    }

    boolean allows(Set<Permission> permissions) {
      return permission().map(permissions::contains).orElse(true);
    }

    @Override
    public String toString() {
      return method + " " + path + " (" + needs + ")";
    }
  }

  private static TestNode node;
  private static Browser expired;
  private static Browser viewer;
  private static Browser operator;

  @BeforeAll
  static void start() throws Exception {
    List<ApiToken> tokens = new ArrayList<>();
    for (Permission permission : Permission.values()) {
      tokens.add(TestNode.token("only-" + permission, "only " + permission, permission));
      Permission[] others =
          Arrays.stream(Permission.values())
              .filter(p -> p != permission)
              .toArray(Permission[]::new);
      tokens.add(TestNode.token("all-but-" + permission, "all but " + permission, others));
    }
    node = TestNode.of(Users.settings(tokens.toArray(ApiToken[]::new)), unreachableProvider());
    node.together = Set.of("one");
    expired = Browser.signedIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD);
    node.clock.pass(Users.SESSION_TIMEOUT);
    viewer = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    operator = Browser.signedIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD);
  }

  /** Its routes are there, whether or not it is. */
  private static OidcSettings unreachableProvider() {
    return new OidcSettings(
        URI.create("http://127.0.0.1:1"),
        new OidcSettings.Client("hub", "secret"),
        URI.create("http://127.0.0.1:2"),
        List.of("openid"),
        new OidcSettings.Mapping("name", "groups", List.of("ops"), List.of()));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static List<Route> routes() throws Exception {
    List<Route> routes = new ArrayList<>();
    routes.add(new Route("GET", "/health/live", "none"));
    for (String slash : List.of("", "/")) {
      routes.add(new Route("GET", "/health/ready" + slash, "health"));
      routes.add(new Route("GET", "/metrics" + slash, "metrics"));
    }
    routes.add(new Route("GET", "/%6detrics", "metrics"));
    try (InputStream yaml =
        Objects.requireNonNull(AdminVerticle.class.getResourceAsStream("openapi.yaml"))) {
      JsonNode contract = new YAMLMapper().readTree(yaml);
      String base = contract.at("/servers/0/url").asText();
      contract
          .get("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          operation -> {
                            if (operation.getValue().has("operationId")) {
                              routes.add(route(base + path.getKey(), operation));
                            }
                          }));
    }
    return routes;
  }

  private static Route route(String path, java.util.Map.Entry<String, JsonNode> operation) {
    return new Route(
        operation.getKey().toUpperCase(Locale.ROOT),
        path.replaceAll("\\{.*?}", "11111111-1111-4111-8111-111111111111"),
        operation.getValue().get("x-permission").asText());
  }

  @Test
  void routes_areThoseOfTheContract() throws Exception {
    assertThat(routes())
        .contains(
            new Route("POST", "/api/v1/connections/close", "close"),
            new Route("DELETE", "/api/v1/session", "signed-in"),
            new Route("GET", "/api/v1/openapi.json", "read"))
        .hasSizeGreaterThan(25);
    assertThat(routes().stream().filter(Route::isOpen))
        .containsExactlyInAnyOrder(
            new Route("GET", "/health/live", "none"),
            new Route("POST", "/api/v1/session", "none"),
            new Route("GET", "/api/v1/session/oidc", "none"),
            new Route("GET", "/api/v1/session/oidc/callback", "none"));
  }

  private static int status(Route route, HttpRequest.Builder request) throws Exception {
    if (route.changes()) {
      request.header("Content-Type", "application/json");
    }
    return node.head(
        request.method(
            route.method(),
            route.changes() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
  }

  private static HttpRequest.Builder with(String token, Route route) {
    return node.to(route.path()).header("Authorization", "Bearer " + token);
  }

  /** It got past the question of who calls; what becomes of it then is not the question here. */
  private static void assertAllowed(int status) {
    assertThat(status).isNotIn(401, 403, 405, 415, 429, 500);
  }

  private static void assertThatIs(int status, Route route, int refusal) {
    if (route.isOpen()) {
      assertAllowed(status);
    } else {
      assertThat(status).isEqualTo(refusal);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void nobody_isAskedToSignIn(Route route) throws Exception {
    assertThatIs(status(route, node.to(route.path())), route, 401);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void wrongToken_isRefused(Route route) throws Exception {
    assertThatIs(status(route, with("a wrong token", route)), route, 401);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void credentialsOfAnotherScheme_areNone(Route route) throws Exception {
    HttpRequest.Builder request = node.to(route.path()).header("Authorization", "Basic b2xnYTp4");
    assertThatIs(status(route, request), route, 401);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void tokenWithoutTheScope_mayNot(Route route) throws Exception {
    if (route.permission().isPresent()) {
      String token = "all but " + route.permission().get();
      assertThat(status(route, with(token, route))).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void tokenWithTheScope_may(Route route) throws Exception {
    String token = "only " + route.permission().orElse(Permission.HEALTH);
    assertAllowed(status(route, with(token, route)));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void viewer_mayLook(Route route) throws Exception {
    Browser browser = route.needs().equals("signed-in") ? fresh() : viewer;
    int status = status(route, browser.to(route.path()).header("X-CSRF-Token", browser.csrf()));
    if (route.allows(Role.VIEWER.permissions())) {
      assertAllowed(status);
    } else {
      assertThat(status).isEqualTo(403);
    }
  }

  private static Browser fresh() throws Exception {
    return Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void operator_mayAll(Route route) throws Exception {
    Browser browser = route.needs().equals("signed-in") ? fresh() : operator;
    assertAllowed(status(route, browser.to(route.path()).header("X-CSRF-Token", browser.csrf())));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void operatorsSession_withoutItsCsrfToken_changesNothing(Route route) throws Exception {
    int bare = status(route, operator.to(route.path()));
    int ofAnother = status(route, operator.to(route.path()).header("X-CSRF-Token", viewer.csrf()));
    if (route.changes() && !route.isOpen()) {
      assertThat(bare).isEqualTo(403);
      assertThat(ofAnother).isEqualTo(403);
    } else {
      assertAllowed(bare);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void expiredSession_isNone(Route route) throws Exception {
    HttpRequest.Builder request = expired.to(route.path()).header("X-CSRF-Token", expired.csrf());
    assertThatIs(status(route, request), route, 401);
  }
}
