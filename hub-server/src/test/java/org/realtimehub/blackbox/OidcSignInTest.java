package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signing in with an OpenID provider, as those do who may. */
@Timeout(120)
final class OidcSignInTest extends OidcSignIns {

  @Test
  void operator_getsTheSessionThatAPasswordGives() {
    begin();
    JsonObject session = session(signIn());
    assertThat(session.getString("name")).isEqualTo("olga");
    assertThat(session.getString("role")).isEqualTo("operator");
    assertThat(session.getString("csrf")).hasSizeGreaterThan(40);
    assertThat(session.containsKey("one_time_password")).isFalse();
    assertThat(audit()).containsExactly("olga|127.0.0.1|endOidcSignIn|sub subject-1|done");
  }

  @Test
  void sessionOfAnOperator_changesNothingWithoutItsCsrfToken_andEnds() {
    begin();
    HttpResponse<String> signedIn = signIn();
    JsonObject session = session(signedIn);
    String cookie = session() + "=" + value(setCookie(signedIn, session()));
    HttpRequest.Builder signOut =
        HttpRequest.newBuilder(hub().admin("/api/v1/session")).header("Cookie", cookie).DELETE();
    assertThat(hub().send(signOut.build()).statusCode()).isEqualTo(403);
    signOut.header("X-CSRF-Token", session.getString("csrf"));
    assertThat(hub().send(signOut.build()).statusCode()).isEqualTo(204);
    assertThat(hub().get(hub().admin("/api/v1/session"), "Cookie", cookie).statusCode())
        .isEqualTo(401);
  }

  @Test
  void sessionThatABrowserHas_endsWithTheNext() {
    begin();
    String first = value(setCookie(signIn(), session()));
    Departure departure = depart();
    HttpResponse<String> second =
        hub()
            .get(
                hub().admin(CALLBACK + query(departure)),
                "Cookie",
                COOKIE + "=" + departure.cookie() + "; " + session() + "=" + first);
    session(second);
    assertThat(
            hub()
                .get(hub().admin("/api/v1/session"), "Cookie", session() + "=" + first)
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void viewer_mayLook_andIsCalledByTheSubjectWhereThereIsNoName() {
    begin();
    provider.says(claims -> claims.claim("realm_access", Map.of("roles", "staff")));
    JsonObject session = session(signIn());
    assertThat(session.getString("name")).isEqualTo("subject-1");
    assertThat(session.getString("role")).isEqualTo("viewer");
    assertThat(session.getJsonArray("permissions"))
        .isEqualTo(JsonArray.of("health", "metrics", "read"));
  }

  @Test
  void rolesThatOnlyTheUserInfoTells_count() {
    provider.hasUserInfo(
        new JsonObject()
            .put("sub", "subject-1")
            .put("preferred_username", "of the user info")
            .put("realm_access", new JsonObject().put("roles", JsonArray.of("staff"))));
    provider.says(claims -> claims.claim("preferred_username", "vera"));
    begin();
    JsonObject session = session(signIn());
    assertThat(session.getString("role")).isEqualTo("viewer");
    assertThat(session.getString("name")).isEqualTo("vera");
  }

  @Test
  void userWithoutARole_isToldSo() {
    begin();
    provider.says(
        claims -> olga(claims).claim("realm_access", Map.of("roles", List.of("Ops", "ops staff"))));
    assertRefused(signIn(), "no-role");
    provider.says(claims -> claims.claim("roles", "ops"));
    assertRefused(signIn(), "no-role");
    assertThat(audit())
        .containsExactly(
            "subject-1|127.0.0.1|endOidcSignIn||refused: the provider gives this user no role of"
                + " this hub",
            "olga|127.0.0.1|endOidcSignIn||refused: the provider gives this user no role of this"
                + " hub");
  }

  @Test
  void newKeyOfTheProvider_isFetched_andTheOldOneNoLongerBelieved() {
    begin();
    session(signIn());
    provider.rotates(IdentityProvider.key("second"));
    session(signIn());
    assertThat(provider.asked.stream().filter("/jwks"::equals)).hasSize(2);
  }

  @Test
  void providerThatIsNotThere_keepsTheHubFromNothing_andIsFoundWhenItComes() {
    provider.goesDown();
    begin();
    HttpResponse<String> unknown = hub().get(hub().admin("/api/v1/session"));
    assertThat(new JsonObject(unknown.body()).getJsonArray("sign_in")).containsExactly("oidc");
    assertThat(location(get(BEGIN, null))).isEqualTo(CONSOLE + "/#/?sign-in=unavailable");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(log.list)
                    .anyMatch(event -> event.getFormattedMessage().contains("provider not found")));
    provider.comesUp();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> location(get(BEGIN, null)).startsWith(provider.issuer()));
    Departure departure = depart();
    String query = query(departure);
    provider.goesDown();
    assertRefused(get(CALLBACK + query, departure.cookie()), "unavailable");
    provider.comesUp();
    session(signIn());
  }

  @Test
  void withoutAProvider_thereIsNothingToSignInWith() {
    start();
    assertThat(get(BEGIN, null).statusCode()).isEqualTo(404);
    assertThat(get(CALLBACK + "?code=x&state=y", null).statusCode()).isEqualTo(404);
    assertThat(hub().get(hub().admin("/api/v1/session")).body()).doesNotContain("oidc");
  }
}
