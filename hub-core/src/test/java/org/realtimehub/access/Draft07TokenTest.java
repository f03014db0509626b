package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimehub.access.AccessFixture.accepted;
import static org.realtimehub.access.AccessFixture.draft07;
import static org.realtimehub.access.AccessFixture.refused;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.topic.Matchers;

/** draft-07, Authorization and Payload. */
class Draft07TokenTest {
  private static final String BOOK = "https://example.com/books/1";

  private final TestClock clock = new TestClock();
  private final TestKey publisher = secret("!ChangeThisMercureHubJWTSecretKey! publisher");
  private final TestKey subscriber = secret("!ChangeThisMercureHubJWTSecretKey! subscriber");
  private TokenVerifier verifier;

  private static TestKey secret(String text) {
    return TestKey.hs256(text.getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void trustBothRoles() throws Exception {
    verifier = draft07(publisher.source(), subscriber.source(), clock);
  }

  private static JsonObject mercure(String json) {
    return new JsonObject().put("mercure", new JsonObject(json.replace('\'', '"')));
  }

  private static String sign(TestKey key, JsonObject claims) {
    return key.token(new JsonObject().put("alg", "HS256").put("typ", "JWT"), claims);
  }

  private AccessToken publish(JsonObject claims) {
    return accepted(verifier.verify(sign(publisher, claims), Action.PUBLISH));
  }

  private AccessToken subscribe(JsonObject claims) {
    return accepted(verifier.verify(sign(subscriber, claims), Action.SUBSCRIBE));
  }

  @Test
  void selectors_mayBeExactTemplatesOrTheWildcard() {
    Grants exact = publish(mercure("{'publish':['" + BOOK + "']}")).grants();
    assertThat(exact.permitsPublish(List.of(BOOK))).isTrue();
    assertThat(exact.permitsPublish(List.of(BOOK, "urn:x"))).isFalse();

    Grants template =
        subscribe(mercure("{'subscribe':['https://example.com/books/{id}']}")).grants();
    assertThat(template.permitsSubscribe(BOOK)).isTrue();
    assertThat(template.permitsSubscribe("https://example.com/books/{id}")).isTrue();
    assertThat(template.permitsSubscribe("https://example.com/users/1")).isFalse();

    assertThat(publish(mercure("{'publish':['*']}")).grants().permitsPublish(List.of("a", "b")))
        .isTrue();
  }

  @Test
  void token_withoutExpiry_isAccepted() {
    AccessToken token = publish(mercure("{'publish':['*']}"));
    assertThat(token.dialect()).isEqualTo(Dialect.DRAFT_07);
    assertThat(token.expires()).isEmpty();
  }

  @Test
  void expiryAndNotBefore_areEnforcedWhenPresent() {
    long now = TestClock.START.getEpochSecond();
    JsonObject claims = mercure("{'publish':['*']}");
    assertThat(publish(claims.copy().put("exp", now + 1)).expires())
        .contains(TestClock.START.plusSeconds(1));
    for (JsonObject bad :
        List.of(
            claims.copy().put("exp", now),
            claims.copy().put("exp", 0),
            claims.copy().put("exp", "never"),
            claims.copy().put("nbf", now + 60))) {
      refused(verifier.verify(sign(publisher, bad), Action.PUBLISH));
    }
  }

  @Test
  void keysOfTheRoles_areKeptApart() {
    JsonObject both = mercure("{'publish':['*'],'subscribe':['*']}");
    refused(verifier.verify(sign(subscriber, both), Action.PUBLISH));
    refused(verifier.verify(sign(publisher, both), Action.SUBSCRIBE));

    assertThat(publish(both).grants().hasSubscribe()).isFalse();
    assertThat(subscribe(both).grants().hasPublish()).isFalse();
  }

  @Test
  void sameKeyForBothRoles_isStillAskedPerRole() throws Exception {
    verifier = draft07(publisher.source(), publisher.source(), clock);
    String token = sign(publisher, mercure("{'publish':['*'],'subscribe':['*']}"));
    assertThat(accepted(verifier.verify(token, Action.PUBLISH)).grants().hasPublish()).isTrue();
    assertThat(accepted(verifier.verify(token, Action.SUBSCRIBE)).grants().hasPublish()).isFalse();
    assertThat(accepted(verifier.verify(token, Action.SUBSCRIBE)).grants().hasSubscribe()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'publish':[]}", "{'publish':null}", "{'publish':['']}"})
  void missingOrEmptySelectors_grantNothing(String mercure) {
    assertThat(publish(mercure(mercure)).grants()).isEqualTo(Grants.none());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'publish':'*'}",
        "{'publish':{}}",
        "{'publish':[1]}",
        "{'publish':[null]}",
        "{'publish':[['*']]}",
        "{'publish':[{'match':'*'}]}",
        "{'publish':['a\\u0000b']}",
        "{'publish':['*'],'subscribe':7}",
      })
  void malformedSelectors_refuseTheToken(String mercure) {
    refused(verifier.verify(sign(publisher, mercure(mercure)), Action.PUBLISH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"mercure\":[]}", "{\"mercure\":null}", "{\"mercure\":\"*\"}"})
  void token_withoutAMercureObject_isRefused(String claims) {
    String token = sign(publisher, new JsonObject(claims));
    refused(verifier.verify(token, Action.PUBLISH));
  }

  @Test
  void namespacedClaim_beatsTheShortOne() {
    JsonObject claims = mercure("{'publish':['*']}");
    claims.put(
        "https://mercure.rocks/", new JsonObject().put("publish", new JsonArray().add(BOOK)));
    Grants grants = publish(claims).grants();
    assertThat(grants.permitsPublish(List.of(BOOK))).isTrue();
    assertThat(grants.permitsPublish(List.of("urn:x"))).isFalse();
  }

  @Test
  void payload_mayBeAnyJsonAndIsTheSameForEverySubscription() {
    assertThat(subscribe(mercure("{'payload':{'user':1}}")).payloads().of("urn:x"))
        .contains(new JsonObject().put("user", 1));
    assertThat(subscribe(mercure("{'payload':['a']}")).payloads().of("urn:x"))
        .contains(new JsonArray().add("a"));
    assertThat(subscribe(mercure("{'payload':'x'}")).payloads().of("urn:x")).contains("x");
    assertThat(subscribe(mercure("{'payload':null}")).payloads().of("urn:x")).isEmpty();
    assertThat(subscribe(mercure("{}")).payloads().of("urn:x")).isEmpty();
  }

  @Test
  void accessToken_isNeverReadByTheOldRules() {
    JsonObject claims = AccessFixture.claims().mergeIn(mercure("{'publish':['*']}"));
    assertThat(refused(verifier.verify(publisher.token(claims), Action.PUBLISH)))
        .isEqualTo("iss is not a trusted issuer");
  }

  @Test
  void role_withoutAKey_isRefused() throws Exception {
    AccessSettings settings =
        new AccessSettings(
            List.of(),
            "",
            AccessSettings.SUPPORTED_ALGORITHMS,
            true,
            Optional.of(publisher.source()),
            Optional.empty(),
            TokenLimits.DEFAULT);
    TokenVerifier half = new TokenVerifier(settings, new Matchers("https://hub/"), clock);
    JsonObject claims = mercure("{'publish':['*'],'subscribe':['*']}");
    accepted(half.verify(sign(publisher, claims), Action.PUBLISH));
    refused(half.verify(sign(publisher, claims), Action.SUBSCRIBE));
  }

  @Test
  void switchedOff_refusesTheToken() throws Exception {
    TokenVerifier modern = AccessFixture.verifier(publisher.source(), clock);
    String token = sign(publisher, mercure("{'publish':['*']}"));
    assertThat(refused(modern.verify(token, Action.PUBLISH))).isEqualTo("typ is not at+jwt");
  }
}
