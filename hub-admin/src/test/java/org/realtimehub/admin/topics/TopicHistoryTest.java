package org.realtimehub.admin.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.PastReader.Page;
import org.realtimehub.log.Retention;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

final class TopicHistoryTest {

  private ScriptedEventLog log = new ScriptedEventLog();

  private List<String> ids(@Nullable String topic, int limit) throws Exception {
    TopicHistory history = new TopicHistory(log);
    List<String> ids = new ArrayList<>();
    Position before = null;
    do {
      Page page = history.page(topic, before, limit).await(20, TimeUnit.SECONDS);
      assertThat(page.updates()).hasSizeLessThanOrEqualTo(limit);
      page.updates().stream().map(LoggedUpdate::update).forEach(update -> ids.add(update.id()));
      before = page.nextOrNull();
    } while (before != null);
    return ids;
  }

  @Test
  void nothing_isOneEmptyPage() throws Exception {
    assertThat(ids(null, 10)).isEmpty();
  }

  @Test
  void pages_goBackFromTheNewest_eachOnce_whateverTheirLength() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      log.appendNow(Updates.of("u" + i, i % 3 == 0 ? "/a" : "/b"));
      if (i % 3 == 0) {
        expected.add(0, "u" + i);
      }
    }
    for (int limit : new int[] {1, 7, 128, 500}) {
      assertThat(ids("/a", limit)).isEqualTo(expected);
    }
    assertThat(ids(null, 500)).hasSize(1_000).startsWith("u999").endsWith("u0");
    assertThat(ids("/c", 10)).isEmpty();
  }

  @Test
  void largeUpdates_comeAFewAtATime() throws Exception {
    for (int i = 0; i < 30; i++) {
      log.appendNow(Updates.sized("u" + i, 700_000));
    }
    assertThat(ids("/t", 100)).hasSize(30).startsWith("u29").endsWith("u0");
    int before = log.reads();
    Page page = new TopicHistory(log).page("/t", null, 100).await(20, TimeUnit.SECONDS);
    assertThat(page.updates()).hasSizeLessThan(3);
    // Four megabytes each: not all that a block of small ones would hold.
    assertThat(log.reads() - before).isLessThan(4);
  }

  @Test
  void largeUpdates_ofOtherTopics_endAPage() throws Exception {
    log = new ScriptedEventLog(new Retention(1_000, 1 << 30, Duration.ofHours(1)));
    log.appendNow(Updates.of("first", "/a"));
    for (int i = 0; i < 100; i++) {
      log.appendNow(Updates.sized("u" + i, 1_000_000));
    }
    Page page = new TopicHistory(log).page("/a", null, 100).await(20, TimeUnit.SECONDS);
    assertThat(page.updates()).isEmpty();
    assertThat(page.nextOrNull()).isNotNull();
    assertThat(ids("/a", 100)).containsExactly("first");
  }

  @Test
  void whatIsNotKept_isNotShown() throws Exception {
    log.appendNow(
        Updates.of("1"), Updates.ephemeral("2"), Updates.with("3", Handling.signal("node")));
    assertThat(ids(null, 10)).containsExactly("1");
  }

  @Test
  void whatWasTrimmedMeanwhile_isPassedOver() throws Exception {
    log = new ScriptedEventLog(new Retention(10, 1 << 20, Duration.ofHours(1)));
    for (int i = 0; i < 10; i++) {
      log.appendNow(Updates.of("u" + i));
    }
    TopicHistory history = new TopicHistory(log);
    Page first = history.page(null, null, 3).await(20, TimeUnit.SECONDS);
    for (int i = 10; i < 30; i++) {
      log.appendNow(Updates.of("u" + i));
    }
    Page second = history.page(null, first.nextOrNull(), 3).await(20, TimeUnit.SECONDS);
    assertThat(second).isEqualTo(new Page(List.of(), null));
    Position strange = new Position("another", 5);
    assertThat(history.page(null, strange, 1).await(20, TimeUnit.SECONDS).updates())
        .extracting(LoggedUpdate::offset)
        .containsExactly(30L);
  }
}
