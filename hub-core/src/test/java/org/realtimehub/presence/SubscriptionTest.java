package org.realtimehub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;

final class SubscriptionTest {

  private static final String BASE = "/.well-known/mercure";

  private final Matchers matchers = new Matchers("https://hub.example" + BASE);

  private static Subscription of(TopicMatcher matcher) {
    return of(matcher, null);
  }

  private static Subscription of(TopicMatcher matcher, @Nullable Object payload) {
    return new Subscription(
        BASE,
        Subscription.matchTypeOf(matcher),
        matcher.value(),
        Subscription.subscriberOf("1-2"),
        payload);
  }

  @Test
  void document_isThatOfTheCurrentProtocol() throws Exception {
    Subscription subscription = of(matchers.exact("https://example.com/a b"));
    JsonObject expected =
        new JsonObject()
            .put(
                "id",
                BASE + "/subscriptions/exact/https%3A%2F%2Fexample.com%2Fa%20b/urn%3Auuid%3A1-2")
            .put("type", "subscription")
            .put("match_type", "exact")
            .put("match", "https://example.com/a b")
            .put("subscriber", "urn:uuid:1-2")
            .put("active", true);
    assertThat(subscription.document(true)).isEqualTo(expected);
    assertThat(subscription.topic()).isEqualTo(expected.getString("id"));
    assertThat(subscription.document(false)).isEqualTo(expected.put("active", false));
  }

  @Test
  void olderDocument_hasNoMatcherType() throws Exception {
    Subscription subscription = of(matchers.selector("/books/{id}"), new JsonObject().put("u", 1));
    JsonObject expected =
        new JsonObject()
            .put("id", BASE + "/subscriptions/%2Fbooks%2F%7Bid%7D/urn%3Auuid%3A1-2")
            .put("type", "Subscription")
            .put("topic", "/books/{id}")
            .put("subscriber", "urn:uuid:1-2")
            .put("active", true)
            .put("payload", new JsonObject().put("u", 1));
    assertThat(subscription.draft07Document(true)).isEqualTo(expected);
    assertThat(subscription.draft07Topic()).isEqualTo(expected.getString("id"));
  }

  @Test
  void matchType_isThatOfTheMatcher_butAPlainSelectorIsExact() throws Exception {
    assertThat(of(matchers.exact("/a")).matchType()).isEqualTo("exact");
    assertThat(of(matchers.urlPattern("/:a")).matchType()).isEqualTo("urlpattern");
    assertThat(of(matchers.selector("/a")).matchType()).isEqualTo("exact");
    assertThat(of(matchers.selector("*")).matchType()).isEqualTo("exact");
    assertThat(of(matchers.selector("/{a}")).matchType()).isEqualTo("uritemplate");
  }

  @ParameterizedTest
  @CsvSource({
    "azAZ09-._~, azAZ09-._~",
    "'a b', a%20b",
    "a+b*c, a%2Bb%2Ac",
    "/?#[]@, %2F%3F%23%5B%5D%40",
    "'!$&''(),;=', %21%24%26%27%28%29%2C%3B%3D",
    "é€😀, %C3%A9%E2%82%AC%F0%9F%98%80",
    "%7E, %257E",
  })
  void encode_leavesUnreservedCharactersOnly(String value, String encoded) {
    assertThat(Subscription.encode(value)).isEqualTo(encoded);
  }
}
