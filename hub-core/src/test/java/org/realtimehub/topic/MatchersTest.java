package org.realtimehub.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MatchersTest {

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");

  @Test
  void exact_comparesCharacterForCharacter() throws Exception {
    TopicMatcher matcher = matchers.exact("https://example.com/books/1");
    assertThat(matcher.matches("https://example.com/books/1")).isTrue();
    assertThat(matcher.matches("https://EXAMPLE.com/books/1")).isFalse();
    assertThat(matchers.exact("books/{id}").matches("books/1")).isFalse();
    assertThat(matchers.exact("/x").matches("https://hub.example/x")).isFalse();
  }

  @Test
  void star_matchesEverythingWhateverTheType() throws Exception {
    for (TopicMatcher matcher :
        new TopicMatcher[] {
          matchers.exact("*"), matchers.urlPattern("*"), matchers.selector("*")
        }) {
      assertThat(matcher.matches("https://example.com/")).isTrue();
      assertThat(matcher.matches("http://[not a url")).isTrue();
      assertThat(matcher.value()).isEqualTo("*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/books/:id, https://example.com/books/1, true",
    "https://example.com/books/:id, https://EXAMPLE.com:443/x/../books/1, true",
    "https://example.com/books/:id, https://example.com/Books/1, false",
    "https://example.com/books/:id, https://example.com/books/1/2, false",
    "https://example.com/books/:id, https://example.com/books/1?page=2#top, true",
    "https://example.com/books/:id, http://example.com/books/1, false",
    "/.well-known/mercure/subscriptions/exact/:topic/:subscriber,"
        + " /.well-known/mercure/subscriptions/exact/a%2Fb/urn%3Auuid%3A1, true",
    "/.well-known/mercure/subscriptions/*,"
        + " https://hub.example/.well-known/mercure/subscriptions/exact/a/b, true",
    "/.well-known/mercure/subscriptions/*,"
        + " https://other.example/.well-known/mercure/subscriptions/exact/a/b, false",
    "books/:id, books/1, true",
    "books/:id, /.well-known/books/1, true",
    "https://*.example.com/*, https://a.b.example.com/, true",
    "urn:isbn\\:*, urn:isbn:1, false",
    "urn\\:isbn\\:*, urn:isbn:1, true",
    "*://*/*, http://[not a url, false",
    "/(\\d+), /42, true",
    "/(\\d+), /x, false",
    "'/((?:a|b){2,3}c?)', /abab, false",
    "'/((?:a|b){2,3}c?)', /aba, true",
  })
  void urlPattern_resolvesAgainstTheHub(String pattern, String topic, boolean matches)
      throws Exception {
    assertThat(matchers.urlPattern(pattern).matches(topic)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/(",
        "https://example.com/{",
        "https://example.com/:a/:a",
        "https://example.com/(?:a)",
        "https://example.com/(a(b))",
        "https://exa mple.com/",
        "/(a{2,1})",
        "/([z-a])",
        "/(*a)",
        "/(a**)",
        "/(\\y)",
        "/([^/]+)",
        "/(\\p{NoSuch})",
      })
  void urlPattern_malformed_isRefused(String pattern) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> matchers.urlPattern(pattern))
        .withMessageStartingWith("the URL pattern is not valid: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/((?=a)a)",
        "/((?<!a)b)",
        "/((?<x>a)\\k<x>)",
        "/(a{1,2000})",
        "/((?:a{1000}){1000})",
        "/((?:(?:a{30}){30}){30})",
        "/((?:a{1,1000}b){1,1000})*",
      })
  void urlPattern_beyondLinearTimeAndBoundedSpace_isNotSupported(String pattern) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> matchers.urlPattern(pattern))
        .withMessageContaining("not supported");
  }

  @Test
  void urlPattern_deeplyNested_isRefusedAndDoesNotOverflowTheStack() {
    String groups = "/(" + "(?:".repeat(10_000) + "a" + ")".repeat(10_000) + ")";
    String classes = "/(" + "[".repeat(10_000) + "a" + "]".repeat(10_000) + ")";
    assertThatThrownBy(() -> matchers.urlPattern(groups)).isInstanceOf(InvalidTopicException.class);
    assertThatThrownBy(() -> matchers.urlPattern(classes))
        .isInstanceOf(InvalidTopicException.class);
    assertThatThrownBy(() -> matchers.urlPattern("/" + "*a".repeat(10_000)))
        .isInstanceOf(InvalidTopicException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"((?:a+)+b)", "((?:a|aa)+b)", "((?:.*)*x)", "((?:a?){100}a{100}c)"})
  void urlPattern_catastrophicForBacktracking_isDecidedQuickly(String group) throws Exception {
    TopicMatcher matcher = matchers.urlPattern("https://example.com/" + group);
    String topic = "https://example.com/" + "a".repeat(5000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(matcher.matches(topic)).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u0085b", "a\u200bb", "a\ud800b"})
  void anyMatcher_withForbiddenCharacters_isRefusedWithoutRepeatingThem(String value) {
    for (int i = 0; i < 3; i++) {
      int kind = i;
      assertThatExceptionOfType(InvalidTopicException.class)
          .isThrownBy(
              () -> {
                switch (kind) {
                  case 0 -> matchers.exact(value);
                  case 1 -> matchers.urlPattern(value);
                  default -> matchers.selector(value);
                }
              })
          .satisfies(
              e -> assertThat(TopicText.violation(String.valueOf(e.getMessage()))).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/users/1/{x}, https://example.com/users/1/abc, true",
    "https://example.com/users/1/{x}, https://example.com/users/1/a/b, false",
    "https://example.com/users/1/{x}, https://example.com/users/1/{x}, true",
    "https://example.com/users/1/{x}, https://example.com/users/2/a, false",
    "https://example.com/users/1, https://example.com/users/1, true",
    "https://example.com/users/1, https://example.com/users/12, false",
    "books/{id, books/{id, true",
    "books/{id, books/1, false",
    "/.well-known/mercure/subscriptions{/topic}{/subscriber}, /.well-known/mercure/subscriptions,"
        + " true",
  })
  void selector_matchesByTemplateOrText(String selector, String topic, boolean matches)
      throws Exception {
    assertThat(matchers.selector(selector).matches(topic)).isEqualTo(matches);
  }

  @Test
  void selector_tooComplex_isRefused() {
    assertThatThrownBy(() -> matchers.selector("{a:100}{b:100}{c:100}"))
        .isInstanceOf(InvalidTopicException.class);
  }

  @Test
  void matchers_areEqualByTypeAndValue() throws Exception {
    Matchers again = new Matchers("https://hub.example/.well-known/mercure");
    assertThat(matchers.urlPattern("/:a")).isEqualTo(again.urlPattern("/:a"));
    assertThat(matchers.urlPattern("/:a")).hasSameHashCodeAs(again.urlPattern("/:a"));
    assertThat(matchers.urlPattern("/:a")).isNotEqualTo(again.urlPattern("/:b"));
    assertThat(matchers.selector("/{a}")).isEqualTo(again.selector("/{a}"));
    assertThat(matchers.exact("/a")).isNotEqualTo(matchers.selector("/a"));
    assertThat(matchers.exact("*")).isNotEqualTo(matchers.urlPattern("*"));
  }

  @Test
  void hubUrl_notAbsolute_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Matchers("/.well-known/mercure"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Matchers("urn:hub"));
  }
}
