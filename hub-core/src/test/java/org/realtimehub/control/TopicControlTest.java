package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.topic.Matchers;

/** What is subscribed to, on all nodes. */
@Timeout(60)
final class TopicControlTest {

  @RegisterExtension final TestCluster hub = new TestCluster(3);

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");

  private List<MatcherCount> all(@Nullable String part, int limit) throws Exception {
    List<MatcherCount> rows = new ArrayList<>();
    String after = null;
    do {
      MatcherPage page = TestCluster.await(hub.node(0).control().matchers(part, after, limit));
      assertThat(page.missing()).isEmpty();
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
      rows.addAll(page.rows());
      after = page.next().orElse(null);
    } while (after != null);
    return rows;
  }

  @Test
  void matchersOfAllNodes_areCountedTogether_inTheOrderOfValues() throws Exception {
    List<MatcherCount> expected = new ArrayList<>();
    for (int i = 10; i < 99; i++) {
      String value = "/t/" + i;
      for (int n = 0; n < i % 7; n++) {
        hub.node(n % 3).connect("s", matchers.exact(value), matchers.selector(value));
      }
      if (i % 7 > 0) {
        expected.add(new MatcherCount("exact", value, i % 7));
        expected.add(new MatcherCount("uritemplate", value, i % 7));
      }
    }
    for (int limit : List.of(1, 2, 7, 500)) {
      assertThat(all(null, limit)).isEqualTo(expected);
    }
    assertThat(all("/4", 3)).hasSize(2 * 8).allMatch(row -> row.value().startsWith("/t/4"));
    assertThat(all("no such", 3)).isEmpty();
  }

  @Test
  void longMatchers_thatBeginInTheSameWay_areEachListedOnce() throws Exception {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      values.add("/\u00e4".repeat(400) + i);
    }
    Collections.shuffle(values);
    for (String value : values) {
      hub.node(values.indexOf(value) % 3).connect("s", matchers.exact(value));
      hub.node(1).connect("s", matchers.exact(value));
    }
    assertThat(all(null, 3))
        .hasSize(50)
        .allMatch(row -> row.subscribers() == 2)
        .extracting(MatcherCount::value)
        .containsExactlyInAnyOrderElementsOf(values);
    MatcherPage page = TestCluster.await(hub.node(0).control().matchers(null, null, 1));
    assertThat(page.next().orElseThrow()).hasSizeLessThan(8_192);
  }

  @Test
  void cursorOfAnotherList_isRefused() throws Exception {
    for (int i = 0; i < 10; i++) {
      hub.node(0).connect("s");
    }
    String cursor =
        TestCluster.await(
                hub.node(0)
                    .control()
                    .connections(
                        new ConnectionQuery(ConnectionFilter.ALL, Sort.ID, false, null, 1)))
            .next()
            .orElseThrow();
    assertThatThrownBy(() -> hub.node(0).control().matchers(null, cursor, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void subscribersOfTopics_areThoseWhoseMatchersSelectThem_onAllNodes() throws Exception {
    hub.node(0).connect("s", matchers.exact("https://hub.example/books/1"));
    hub.node(1).connect("s", matchers.exact("https://hub.example/books/1"));
    hub.node(1).connect("s", matchers.urlPattern("/books/:id"));
    hub.node(2).connect("s", matchers.selector("https://hub.example/books/{id}"));
    hub.node(2).connect("s", matchers.exact("*"));
    hub.node(2).die();
    SubscriberCounts counts =
        TestCluster.await(
            hub.node(0)
                .control()
                .subscribers(
                    List.of(
                        "https://hub.example/books/1", "https://hub.example/books/2", "/nobody")));
    assertThat(counts.byTopic())
        .isEqualTo(
            Map.of(
                "https://hub.example/books/1",
                3L,
                "https://hub.example/books/2",
                1L,
                "/nobody",
                0L));
    assertThat(counts.missing()).containsExactly(new Missing("node-2", "it cannot be reached"));
    assertThatThrownBy(() -> hub.node(0).control().subscribers(Collections.nCopies(501, "/t")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
