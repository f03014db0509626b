package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;

class GrantsTest {
  private final Matchers matchers = new Matchers("https://hub/");
  private final TopicMatcher one = matchers.exact("urn:1");
  private final TopicMatcher books = matchers.urlPattern("https://example.com/books/:id");

  GrantsTest() throws Exception {}

  @Test
  void publishing_needsAGrantOnEveryTopic() {
    Grants grants = Grants.of(List.of(one, books), List.of());
    assertThat(grants.permitsPublish(List.of("urn:1", "https://example.com/books/7"))).isTrue();
    assertThat(grants.permitsPublish(List.of("urn:1", "urn:2"))).isFalse();
    assertThat(grants.permitsPublish(List.of())).isFalse();
    assertThat(grants.permitsSubscribe("urn:1")).isFalse();
  }

  @Test
  void receiving_needsAGrantOnOneTopic() {
    Grants grants = Grants.of(List.of(), List.of(one));
    assertThat(grants.permitsSubscribe(List.of("urn:2", "urn:1"))).isTrue();
    assertThat(grants.permitsSubscribe(List.of("urn:2"))).isFalse();
    assertThat(grants.permitsSubscribe(List.of())).isFalse();
  }

  @Test
  void wildcard_grantsEveryTopicAndStillNeedsOne() throws Exception {
    Grants grants = Grants.of(List.of(matchers.exact("*")), List.of(matchers.urlPattern("*")));
    assertThat(grants.permitsPublish(List.of("anything"))).isTrue();
    assertThat(grants.permitsPublish(List.of())).isFalse();
    assertThat(grants.permitsSubscribe("relative or not")).isTrue();
  }

  @Test
  void none_grantsNothing() {
    assertThat(Grants.none().hasPublish()).isFalse();
    assertThat(Grants.none().hasSubscribe()).isFalse();
    assertThat(Grants.none().permitsSubscribe("*")).isFalse();
  }

  @Test
  void equality_isByContentWhateverTheOrder() {
    Grants grants = Grants.of(List.of(one), List.of(one, books));
    assertThat(grants).isEqualTo(Grants.of(List.of(one, one), List.of(books, one)));
    assertThat(grants).hasSameHashCodeAs(Grants.of(List.of(one, one), List.of(books, one)));
    assertThat(grants).isNotEqualTo(Grants.of(List.of(one, books), List.of(one)));
  }
}
