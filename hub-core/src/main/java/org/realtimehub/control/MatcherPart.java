package org.realtimehub.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.control.ConnectionRow.Match;
import org.realtimehub.topic.TopicMatcher;

/**
 * What a loop, or a node, holds of a page of matchers.
 *
 * @param reached there may be more after this place; null if not
 */
record MatcherPart(List<MatcherCount> rows, @Nullable SortKey reached) {

  private static final long MAX_WEIGHT = 1 << 20;

  static SortKey key(TopicMatcher matcher) {
    return key(matcher.value(), matcher.type().wireName());
  }

  /** Of long values that begin in the same way, the hash, which the index knows already. */
  private static SortKey key(String value, String type) {
    int hash = value.length() > SortKey.MAX_TEXT ? value.hashCode() : 0;
    return new SortKey(SortKey.text(value), hash, type);
  }

  private static SortKey key(MatcherCount row) {
    return key(row.value(), row.type());
  }

  /**
   * Puts together what several hold: no further than all of them have looked, because behind that a
   * number may lack what others have.
   */
  static MatcherPart merged(List<MatcherPart> parts, int limit) {
    SortKey bound = null;
    Map<Match, Long> counts = new HashMap<>();
    for (MatcherPart part : parts) {
      for (MatcherCount row : part.rows) {
        counts.merge(new Match(row.type(), row.value()), row.subscribers(), Long::sum);
      }
      SortKey reached = part.reached;
      if (reached != null && (bound == null || reached.compareTo(bound) < 0)) {
        bound = reached;
      }
    }
    List<MatcherCount> all = new ArrayList<>(counts.size());
    counts.forEach((match, n) -> all.add(new MatcherCount(match.type(), match.value(), n)));
    all.sort(Comparator.comparing(MatcherPart::key));
    List<MatcherCount> rows = new ArrayList<>();
    long weight = 0;
    for (MatcherCount row : all) {
      SortKey key = key(row);
      if (bound != null && key.compareTo(bound) > 0) {
        break;
      }
      if (rows.size() == limit || weight > MAX_WEIGHT) {
        bound = key(rows.get(rows.size() - 1));
        break;
      }
      rows.add(row);
      weight += 32 + row.value().length();
    }
    return new MatcherPart(rows, bound);
  }

  JsonObject toJson() {
    JsonArray json = new JsonArray();
    rows.forEach(r -> json.add(new JsonArray().add(r.type()).add(r.value()).add(r.subscribers())));
    return new JsonObject()
        .put("rows", json)
        .put("reached", reached == null ? null : reached.toJson());
  }

  static MatcherPart of(JsonObject json) {
    return new MatcherPart(
        json.getJsonArray("rows").stream()
            .map(row -> (JsonArray) row)
            .map(row -> new MatcherCount(row.getString(0), row.getString(1), row.getLong(2)))
            .toList(),
        ConnectionQuestions.readKey(json.getJsonArray("reached")));
  }
}
