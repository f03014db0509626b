package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.control.First.Entry;

/** What nodes ask each other of what is subscribed to, and how this one answers. Any thread. */
final class TopicQuestions {

  static final String MATCHERS = "matchers";
  static final String SUBSCRIBERS = "subscribers";

  private static final long PATIENCE_MILLIS = 700;

  private final Context context;
  private final List<ConnectionLoop> loops;

  TopicQuestions(Context context, List<ConnectionLoop> loops) {
    this.context = context;
    this.loops = loops;
  }

  static JsonObject matchers(@Nullable String part, @Nullable SortKey after, int limit) {
    return Questions.of(MATCHERS)
        .put("part", part)
        .put("after", after == null ? null : after.toJson())
        .put("limit", limit);
  }

  Future<JsonObject> matchers(JsonObject question) {
    String part = question.getString("part");
    SortKey after = ConnectionQuestions.readKey(question.getJsonArray("after"));
    int limit = question.getInteger("limit");
    AtomicBoolean over = new AtomicBoolean();
    List<First<MatcherCount>> found = new ArrayList<>();
    List<Future<Boolean>> visits = new ArrayList<>();
    for (ConnectionLoop loop : loops) {
      First<MatcherCount> first = new First<>(Comparator.naturalOrder(), after, limit);
      found.add(first);
      visits.add(
          loop.visitMatchers(
              (matcher, registrations) -> {
                String value = matcher.value();
                if (part == null || value.contains(part)) {
                  String type = matcher.type().wireName();
                  first.offer(
                      MatcherPart.key(matcher), new MatcherCount(type, value, registrations));
                }
                return !over.get();
              }));
    }
    Future<?> all =
        Future.all(visits)
            .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .onComplete(done -> over.set(true));
    return Turns.on(context, all)
        .map(v -> found.stream().map(TopicQuestions::part).toList())
        .map(parts -> MatcherPart.merged(parts, limit).toJson());
  }

  private static MatcherPart part(First<MatcherCount> first) {
    List<Entry<MatcherCount>> entries = first.entries();
    return new MatcherPart(
        entries.stream().map(Entry::value).toList(),
        first.more() ? entries.get(entries.size() - 1).key() : null);
  }

  static JsonObject subscribers(List<String> topics) {
    return Questions.of(SUBSCRIBERS).put("topics", new JsonArray(topics));
  }

  Future<JsonObject> subscribers(JsonObject question) {
    List<String> topics =
        question.getJsonArray("topics").stream().map(topic -> (String) topic).toList();
    List<Future<List<Integer>>> counts =
        loops.stream().map(loop -> loop.subscribers(topics)).toList();
    Future<?> all = Future.all(counts).timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    return Turns.on(context, all)
        .map(
            v -> {
              JsonArray sums = new JsonArray();
              for (int i = 0; i < topics.size(); i++) {
                int topic = i;
                sums.add(counts.stream().mapToLong(count -> count.result().get(topic)).sum());
              }
              return new JsonObject().put("counts", sums);
            });
  }

  /** In the order in which they were asked for. */
  static List<Long> readCounts(JsonObject answer) {
    return answer.getJsonArray("counts").stream()
        .map(count -> ((Number) count).longValue())
        .toList();
  }
}
