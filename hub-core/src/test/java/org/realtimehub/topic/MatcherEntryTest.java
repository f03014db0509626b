package org.realtimehub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.topic.pattern.UrlPattern;
import org.realtimehub.topic.url.Url;

final class MatcherEntryTest {

  private static final String HUB = "https://hub.example/.well-known/mercure";

  private final Matchers matchers = new Matchers(HUB);

  private static MatcherEntry<String> entry(List<String> texts) {
    return new MatcherEntry<>(new AnyTopicMatcher(MatcherType.EXACT), texts, new TopicIndex<>(0));
  }

  private static long mayMatch(List<List<String>> patterns, String text) {
    return patterns.stream().filter(texts -> entry(texts).mayMatch(text)).count();
  }

  @Test
  void mayMatch_needsAllTexts_inTheirOrder() {
    MatcherEntry<String> entry = entry(List.of("a", "bc", "", "cd"));
    assertThat(entry.mayMatch("abccd")).isTrue();
    assertThat(entry.mayMatch("a-bc-cd-")).isTrue();
    assertThat(entry.mayMatch("abcd")).as("texts do not overlap").isFalse();
    assertThat(entry.mayMatch("acdbc")).isFalse();
    assertThat(entry.mayMatch("-abccd")).isFalse();
  }

  @Test
  void mayMatch_ofATextTooLongToSearchFor_looksForItsBeginning() {
    MatcherEntry<String> entry = entry(List.of("", "x".repeat(1_000)));
    assertThat(entry.mayMatch("-" + "x".repeat(1_000))).isTrue();
    assertThat(entry.mayMatch("-" + "x".repeat(100))).isFalse();
  }

  /** Patterns that share their beginning must not all be asked, which takes microseconds each. */
  @Test
  void mayMatch_amongPatternsThatDifferBehindAWildcard_isTrueForOne() throws Exception {
    for (String shape :
        List.of(
            "https://example.com/:shop/orders-%d",
            "https://example.com/:shop/orders-%d/:id",
            "https://:shop.example.com/orders-%d/*",
            "https://example.com/*/%d/orders/*")) {
      List<List<String>> patterns = new ArrayList<>();
      for (int i = 100; i < 200; i++) {
        UrlPatternMatcher matcher =
            (UrlPatternMatcher) matchers.urlPattern(String.format(shape, i));
        patterns.add(matcher.keyTexts());
      }
      String topic = String.format(shape, 123).replaceAll(":shop|:id|\\*", "x");
      String key = UrlPattern.key(Url.parse(topic).orElseThrow());
      assertThat(mayMatch(patterns, key)).as(shape).isEqualTo(1);
    }
  }

  @Test
  void mayMatch_amongTemplatesThatDifferBehindAnExpression_isTrueForOne() throws Exception {
    List<List<String>> templates = new ArrayList<>();
    for (int i = 100; i < 200; i++) {
      templates.add(
          ((UriTemplateMatcher) matchers.selector("/{shop}/orders-" + i + "{?id}")).texts());
    }
    assertThat(mayMatch(templates, "/x/orders-123?id=1")).isEqualTo(1);
  }
}
