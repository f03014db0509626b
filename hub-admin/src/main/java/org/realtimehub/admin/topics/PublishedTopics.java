package org.realtimehub.admin.topics;

import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The topics that were published to lately, on whichever node: as many as may be remembered, and of
 * more the ones used last. The hub's own events are left out. Owned by one context.
 */
public final class PublishedTopics implements FeedListener {

  /** How many are remembered, some 3 MB with topics of 100 characters. */
  public static final int REMEMBERED = 10_000;

  /** What a list of topics is in order of; all but the names begin with the largest. */
  enum Sort {
    RATE,
    PUBLISHED,
    LAST,
    TOPIC
  }

  /**
   * Part of the list.
   *
   * @param nextOrNull where to go on, null at the end
   */
  record Page(List<PublishedTopic> topics, @Nullable Place nextOrNull) {}

  private final InstantSource clock;
  private final Map<String, Traffic> byTopic =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Traffic> eldest) {
          return size() > REMEMBERED;
        }
      };

  public PublishedTopics(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void start(Position head) {}

  @Override
  public void restart(Position head) {}

  @Override
  public void batch(Batch batch) {
    long now = clock.millis();
    for (LoggedUpdate logged : batch.updates()) {
      Update update = logged.update();
      if (update.handling().origin() == null) {
        for (String topic : update.topics()) {
          byTopic.computeIfAbsent(topic, unknown -> new Traffic()).published(now);
        }
      }
    }
  }

  /** What was published before this node listened: known, but not when it was. */
  void remember(Update update) {
    if (update.handling().origin() == null) {
      for (String topic : update.topics()) {
        byTopic.computeIfAbsent(topic, unknown -> new Traffic()).publishedBefore();
      }
    }
  }

  /** How many topics are remembered now. */
  int size() {
    return byTopic.size();
  }

  /**
   * A page of those whose name contains a text, in whatever case.
   *
   * @param after where the last page of the same order ended, null for the first one
   */
  Page page(@Nullable String part, Sort sort, @Nullable Place after, int limit) {
    long at = after == null ? clock.millis() : after.at();
    Predicate<String> wanted = containing(part);
    PriorityQueue<Row> first = new PriorityQueue<>(limit + 2, Collections.reverseOrder());
    byTopic.forEach(
        (name, traffic) -> {
          if (!wanted.test(name)) {
            return;
          }
          PublishedTopic topic = traffic.of(name, at);
          Row row = new Row(topic, Place.of(topic, sort, at));
          if (after == null || row.place.compareTo(after) > 0) {
            first.add(row);
            if (first.size() > limit + 1) {
              first.remove();
            }
          }
        });
    List<Row> rows = first.stream().sorted().limit(limit).toList();
    Place end = first.size() > limit ? rows.get(limit - 1).place : null;
    return new Page(rows.stream().map(Row::topic).toList(), end);
  }

  /** A topic, and where it stands in the order that was asked for. */
  private record Row(PublishedTopic topic, Place place) implements Comparable<Row> {

    @Override
    public int compareTo(Row other) {
      return place.compareTo(other.place);
    }
  }

  private static Predicate<String> containing(@Nullable String part) {
    if (part == null || part.isEmpty()) {
      return name -> true;
    }
    String wanted = part.toLowerCase(Locale.ROOT);
    return name -> name.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
