package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signing in with an OpenID provider, as those try who may not. */
@Timeout(120)
final class OidcAttackTest extends OidcSignIns {

  @Test
  void rolesOfAnotherUser_areNotBelieved() {
    provider.hasUserInfo(
        new JsonObject()
            .put("sub", "subject-2")
            .put("realm_access", new JsonObject().put("roles", JsonArray.of("ops"))));
    provider.says(claims -> claims);
    begin();
    assertThat(location(signIn())).startsWith(CONSOLE + "/#/?sign-in=");
    provider.hasUserInfo(
        new JsonObject().put("realm_access", new JsonObject().put("roles", JsonArray.of("ops"))));
    assertRefused(signIn(), "invalid");
  }

  static Stream<Arguments> lies() {
    Instant past = Instant.now().minusSeconds(600);
    return Stream.of(
        lie("another nonce", claims -> claims.claim("nonce", "of another sign-in")),
        lie("no nonce", claims -> claims.claim("nonce", null)),
        lie("another audience", claims -> claims.audience("another client")),
        lie("no audience", claims -> claims.audience((String) null)),
        lie("audience of others, too", claims -> claims.audience(List.of("hub-console", "other"))),
        lie("another party", claims -> claims.claim("azp", "other")),
        lie("another issuer", claims -> claims.issuer("https://evil.example")),
        lie("no issuer", claims -> claims.issuer(null)),
        lie("expired", claims -> claims.expirationTime(Date.from(past))),
        lie("without an end", claims -> claims.expirationTime(null)),
        lie("no subject", claims -> claims.subject(null)));
  }

  private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void idTokenThatLies_isRefused(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    begin();
    provider.says(claims -> change.apply(olga(claims)));
    assertRefused(signIn(), "invalid");
    assertThat(audit())
        .singleElement()
        .asString()
        .startsWith("(unknown user)|127.0.0.1|endOidcSignIn||refused: ")
        .contains("ID token: ");
    provider.says(claims -> olga(claims));
    session(signIn());
  }

  @Test
  void forgedSignature_isRefused_andNobodyElseIsAskedWhetherItIsRight() {
    provider.hasUserInfo(new JsonObject().put("sub", "subject-1"));
    begin();
    provider.forges();
    assertRefused(signIn(), "invalid");
    assertThat(provider.asked).doesNotContain("/userinfo");
  }

  @Test
  void stateOfNobody_ofAnotherBrowser_andAgain_isRefused() {
    begin();
    Departure departure = depart();
    Departure another = depart();
    String query = query(departure);
    assertRefused(get(CALLBACK + query, null), "stale");
    assertRefused(get(CALLBACK + query, another.cookie()), "stale");
    assertRefused(get(CALLBACK + query, "x"), "stale");
    assertRefused(get(CALLBACK, departure.cookie()), "stale");
    assertRefused(get(CALLBACK + "?code=x&state=", departure.cookie()), "stale");
    assertThat(provider.asked).doesNotContain("/token");
    session(get(CALLBACK + query, departure.cookie()));
    assertRefused(get(CALLBACK + query, departure.cookie()), "stale");
    assertThat(provider.asked.stream().filter("/token"::equals)).hasSize(1);
    assertThat(audit().get(0)).endsWith("refused: this sign-in has come back before");
  }

  @Test
  void codeOfAnotherSignIn_isOfNoUse() {
    begin();
    Departure departure = depart();
    Departure ofTheAttacker = depart();
    String injected = query(ofTheAttacker).replaceFirst("&state=[^&]*", "&" + state(departure));
    assertRefused(get(CALLBACK + injected, departure.cookie()), "invalid");
    assertThat(audit().get(0)).contains("it answered invalid_grant");
  }

  private static String state(Departure departure) {
    return Arrays.stream(departure.provider().getRawQuery().split("&"))
        .filter(parameter -> parameter.startsWith("state="))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheProviderRefuses_isToldInWordsOfOurs() {
    begin();
    for (Map.Entry<String, String> error :
        Map.of(
                "access_denied", "denied",
                "server_error", "unavailable",
                "<script>", "invalid",
                "login_required", "invalid")
            .entrySet()) {
      Departure departure = depart();
      String query = "?" + state(departure) + "&error=" + TestHub.encode(error.getKey());
      assertRefused(get(CALLBACK + query, departure.cookie()), error.getValue());
    }
    Departure departure = depart();
    String query = query(departure).replaceFirst("iss=[^&]*", "iss=https://evil.example");
    assertRefused(get(CALLBACK + query, departure.cookie()), "invalid");
    assertThat(audit()).noneMatch(entry -> entry.contains("<script>"));
  }

  @Test
  void nobodyIsLedAnywhereElse() {
    begin();
    String wish = "redirect_uri=https://evil.example&return_to=//evil.example";
    assertThat(get(BEGIN + "?" + wish, null).statusCode()).isEqualTo(400);
    Departure departure = depart();
    HttpResponse<String> answer = get(CALLBACK + query(departure) + "&" + wish, departure.cookie());
    session(answer);
    HttpResponse<String> otherHost =
        hub().get(hub().admin(BEGIN), "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil");
    assertThat(location(otherHost))
        .contains("redirect_uri=" + TestHub.encode(CONSOLE + CALLBACK) + "&");
  }

  @Test
  void wayBack_isKeptByTheBrowserAlone_andNotForLong() {
    begin();
    HttpResponse<String> answer = get(BEGIN, null);
    assertThat(setCookie(answer, COOKIE).split("; "))
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax", "Max-Age=600")
        .noneMatch(part -> part.startsWith("Domain"));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(location(answer))
        .doesNotContain(value(setCookie(answer, COOKIE)))
        .doesNotContain(TestHub.encode(IdentityProvider.SECRET), IdentityProvider.SECRET);
  }

  @Test
  void pagesOfOtherSites_cannotBeginIt() {
    begin();
    HttpResponse<String> answer = hub().get(hub().admin(BEGIN), "Sec-Fetch-Site", "cross-site");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void whoGuesses_waits_andWhoWaitsForPasswordsWaitsHereToo() {
    begin();
    Departure departure = depart();
    String query = query(departure);
    String why = "stale";
    for (int i = 0; i < 40 && why.equals("stale"); i++) {
      why = location(get(CALLBACK + "?state=x&code=y", null)).replaceFirst(".*=", "");
    }
    assertThat(why).isEqualTo("too-many");
    assertRefused(get(CALLBACK + query, departure.cookie()), "too-many");
    assertThat(audit().get(0)).endsWith("refused: too many tries to sign in have failed");
    assertThat(provider.asked).doesNotContain("/token");
  }
}
