package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 9728, and draft-08, "Protected Resource Metadata". */
class DiscoveryTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static JsonObject metadata(TestHub of, String path) {
    HttpResponse<String> response = of.get(of.at(path));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return new JsonObject(response.body());
  }

  @Test
  void metadata_saysWhatTheHubIs_andWhatItTakes() {
    assertThat(metadata(hub, WELL_KNOWN + "/.well-known/mercure"))
        .isEqualTo(
            new JsonObject()
                .put("resource", hub.url().toString())
                .put("bearer_methods_supported", JsonArray.of("header"))
                .put(
                    "authorization_details_types_supported",
                    JsonArray.of("https://mercure.rocks/authorization-detail"))
                .put("mercure_cookie", "__Secure-mercure_access_token")
                .put("mercure_matcher_types_supported", JsonArray.of("exact", "urlpattern"))
                .put("mercure_subscriptions", true));
  }

  @Test
  void metadata_needsNoToken_andMayBeCached() {
    HttpResponse<String> response = hub.get(hub.at(WELL_KNOWN + "/.well-known/mercure"));
    assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("max-age");
  }

  @Test
  void metadata_followsTheConfiguration() {
    try (TestHub other =
        TestHub.start(
            "authorization.audience=urn:our:hub",
            "authorization.cookie=token",
            "authorization.authorization-servers=https://a.example,https://b.example",
            "subscriptions.enabled=false")) {
      JsonObject metadata = metadata(other, WELL_KNOWN + "/.well-known/mercure");
      assertThat(metadata.getString("resource")).isEqualTo("urn:our:hub");
      assertThat(metadata.getString("mercure_cookie")).isEqualTo("token");
      assertThat(metadata.getJsonArray("authorization_servers"))
          .isEqualTo(JsonArray.of("https://a.example", "https://b.example"));
      assertThat(metadata.containsKey("mercure_subscriptions")).isFalse();
    }
  }

  @Test
  void challenge_leadsToTheMetadata() {
    HttpResponse<String> refused = hub.tryPublishAs(null, "topic", "x");
    Matcher link =
        Pattern.compile("resource_metadata=\"([^\"]+)\"")
            .matcher(refused.headers().firstValue("WWW-Authenticate").orElseThrow());
    assertThat(link.find()).isTrue();
    HttpResponse<String> metadata = hub.get(URI.create(link.group(1)));
    assertThat(new JsonObject(metadata.body()).getString("resource"))
        .isEqualTo(hub.url().toString());
  }

  @Test
  void everything_followsThePathOfTheHubsUrl() {
    try (TestHub moved = TestHub.start("url=http://localhost:0/live/hub")) {
      assertThat(moved.url().getPath()).isEqualTo("/live/hub");
      assertThat(metadata(moved, WELL_KNOWN + "/live/hub").getString("resource"))
          .isEqualTo(moved.url().toString());
      Refused.with(404, moved.get(moved.at("/.well-known/mercure?match=x"))).as("not-found");
      Refused.with(404, moved.get(moved.at(WELL_KNOWN + "/.well-known/mercure")));
      Refused.with(400, moved.tryPublish("topic", "/live/hub/subscriptions/x"));
      moved.publish("topic", "/.well-known/mercure/x");
      String token = TestTokens.everything();
      try (EventStream watcher =
              moved.subscribeAs(
                  token, "match_urlpattern", "/live/hub/subscriptions/exact/y/:subscriber");
          EventStream stream = moved.subscribe("match", "y")) {
        JsonObject event = new JsonObject(watcher.next().getData());
        HttpResponse<String> one =
            moved.get(moved.at(event.getString("id")), "Authorization", "Bearer " + draft08(moved));
        assertThat(new JsonObject(one.body())).isEqualTo(event);
        assertThat(one.headers().firstValue("Link").orElse(""))
            .startsWith("<" + moved.url() + ">; rel=\"mercure\"");
        assertThat(stream.ended()).isFalse();
      }
    }
  }

  private static String draft08(TestHub of) {
    return TestTokens.draft08(
        of,
        java.util.List.of("subscribe"),
        java.util.List.of(TestTokens.topic("/live/hub/subscriptions/*", "urlpattern")));
  }
}
