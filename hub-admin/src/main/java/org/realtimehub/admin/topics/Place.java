package org.realtimehub.admin.topics;

import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.api.Refused;
import org.realtimehub.admin.topics.PublishedTopics.Sort;

/**
 * Where a topic stands in a list of them: first by a number, then by name.
 *
 * @param at to which time rates refer, in milliseconds since 1970
 * @param value the smaller, the further in front
 * @param beginning of the name: the whole may be longer than a URL can carry
 * @param hash of the whole name where it is longer
 */
record Place(Sort sort, long at, double value, String beginning, int hash)
    implements Comparable<Place> {

  private static final int LONGEST = 512;

  static Place of(PublishedTopic topic, Sort sort, long at) {
    double value =
        switch (sort) {
          case RATE -> -topic.rate();
          case PUBLISHED -> -topic.published();
          case LAST -> -topic.last();
          case TOPIC -> 0;
        };
    String name = topic.topic();
    return name.length() <= LONGEST
        ? new Place(sort, at, value, name, 0)
        : new Place(sort, at, value, beginning(name), name.hashCode());
  }

  /** Half a character would not be the same any more when it comes back. */
  private static String beginning(String name) {
    boolean splits = Character.isHighSurrogate(name.charAt(LONGEST - 1));
    return name.substring(0, splits ? LONGEST - 1 : LONGEST);
  }

  @Override
  public int compareTo(Place other) {
    int values = Double.compare(value, other.value);
    if (values != 0) {
      return values;
    }
    int names = beginning.compareTo(other.beginning);
    return names != 0 ? names : Integer.compare(hash, other.hash);
  }

  /** As clients carry it. */
  String cursor() {
    return Cursors.text(JsonArray.of(sort.name(), at, value, beginning, hash));
  }

  /**
   * @throws Refused if no page of a list in this order gave the cursor
   */
  static @Nullable Place of(@Nullable String cursor, Sort sort) throws Refused {
    return Cursors.read(
        cursor,
        parts -> {
          if (!sort.name().equals(parts.getString(0))) {
            throw new IllegalArgumentException("of another order");
          }
          return new Place(
              sort,
              parts.getLong(1),
              parts.getDouble(2),
              Cursors.present(parts.getString(3)),
              parts.getInteger(4));
        });
  }
}
