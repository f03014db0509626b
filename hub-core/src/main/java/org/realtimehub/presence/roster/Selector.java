package org.realtimehub.presence.roster;

/**
 * What a subscription is to, in words.
 *
 * @param match as the subscriber wrote it
 * @param type of the matcher, as it stands in topics
 */
record Selector(String match, String type) implements Comparable<Selector> {

  @Override
  public int compareTo(Selector other) {
    if (this == other) {
      return 0;
    }
    int byMatch = match.compareTo(other.match);
    return byMatch != 0 ? byMatch : type.compareTo(other.type);
  }
}
