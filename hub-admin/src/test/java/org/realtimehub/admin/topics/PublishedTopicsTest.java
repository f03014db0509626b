package org.realtimehub.admin.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.TestClock;
import org.realtimehub.admin.topics.PublishedTopics.Page;
import org.realtimehub.admin.topics.PublishedTopics.Sort;
import org.realtimehub.log.Batch;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Updates;

final class PublishedTopicsTest {

  private final TestClock clock = new TestClock();
  private final PublishedTopics topics = new PublishedTopics(clock);
  private long offset;

  private void publish(String... to) {
    topics.batch(new Batch("e", List.of(new LoggedUpdate(++offset, Updates.of("u", to)))));
  }

  private List<String> names(Sort sort, @Nullable String part) {
    return topics.page(part, sort, null, 500).topics().stream().map(PublishedTopic::topic).toList();
  }

  @Test
  void steadyStream_hasItsRate_andOneThatStoppedLosesIt() {
    for (int i = 0; i < 3_000; i++) {
      publish("/busy");
      clock.advance(Duration.ofMillis(100));
    }
    PublishedTopic busy = topics.page(null, Sort.RATE, null, 1).topics().get(0);
    assertThat(busy.rate()).isCloseTo(10, within(0.2));
    assertThat(busy.published()).isEqualTo(3_000);
    clock.advance(Duration.ofMinutes(10));
    assertThat(topics.page(null, Sort.RATE, null, 1).topics().get(0).rate()).isLessThan(0.001);
  }

  @Test
  void orders_areLargestFirst_namesAlphabetical() {
    publish("/b");
    publish("/b");
    clock.advance(Duration.ofMinutes(20));
    publish("/c");
    clock.advance(Duration.ofSeconds(1));
    publish("/a", "/alternate");
    assertThat(names(Sort.PUBLISHED, null)).startsWith("/b");
    assertThat(names(Sort.RATE, null)).containsExactly("/a", "/alternate", "/c", "/b");
    assertThat(names(Sort.LAST, null)).containsExactly("/a", "/alternate", "/c", "/b");
    assertThat(names(Sort.TOPIC, null)).containsExactly("/a", "/alternate", "/b", "/c");
    assertThat(names(Sort.TOPIC, "ALT")).containsExactly("/alternate");
  }

  @Test
  void pages_neitherRepeatNorSkip_whileTrafficGoesOn() {
    List<String> expected = new ArrayList<>();
    for (int i = 100; i < 200; i++) {
      String name = "/t" + i;
      expected.add(name);
      publish(name);
    }
    for (Sort sort : Sort.values()) {
      List<String> seen = new ArrayList<>();
      Place after = null;
      do {
        Page page = topics.page("/t", sort, after, 7);
        page.topics().forEach(topic -> seen.add(topic.topic()));
        after = page.nextOrNull();
        clock.advance(Duration.ofMillis(10));
        publish("/other");
      } while (after != null);
      assertThat(seen).as(sort.name()).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void whatTheHubItselfPublishes_isNoTopic() {
    Handling own = new Handling(true, false, 0, null, null, "node", 0);
    topics.batch(
        new Batch(
            "e",
            List.of(
                new LoggedUpdate(1, Updates.with("1", own, "/subscriptions/x")),
                new LoggedUpdate(2, Updates.with("2", Handling.signal("node"), "/canary")))));
    topics.remember(Updates.with("3", own, "/subscriptions/y"));
    assertThat(topics.size()).isZero();
  }

  @Test
  void ofMoreThanAreRemembered_theLeastRecentlyUsedAreForgotten() {
    for (int i = 0; i < PublishedTopics.REMEMBERED; i++) {
      publish("/t" + i);
    }
    publish("/t0");
    publish("/new");
    assertThat(topics.size()).isEqualTo(PublishedTopics.REMEMBERED);
    assertThat(names(Sort.TOPIC, "/t0")).contains("/t0");
    assertThat(names(Sort.TOPIC, "/new")).containsExactly("/new");
    assertThat(names(Sort.TOPIC, "/t1")).doesNotContain("/t1");
  }

  @Test
  void whatWasPublishedBefore_isKnown_butNotWhen() {
    topics.remember(Updates.of("1", "/old"));
    topics.remember(Updates.of("2", "/old"));
    assertThat(topics.page(null, Sort.RATE, null, 5).topics())
        .containsExactly(new PublishedTopic("/old", 2, 0, 0));
  }
}
