package org.realtimehub.update;

import java.util.List;

/**
 * An update as it was published, before and after the log gave it a place. Immutable.
 *
 * @param id unique where publishers keep to the specification; the log does not rely on it
 * @param topics the canonical topic first, then its alternates; never empty
 */
public record Update(String id, List<String> topics, Event event, Handling handling) {

  /** No update weighs less. */
  public static final int MIN_WEIGHT = 200;

  public Update {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("an update has at least one topic");
    }
  }

  /** The same update without its content: what the log keeps of an ephemeral one. */
  public Update blank() {
    return new Update(id, topics, Event.blank(), handling);
  }

  /**
   * Bytes this update is accounted for in bounds: an estimate of what it holds on the heap, once as
   * it was published and once as it is sent.
   */
  public int weight() {
    int weight = MIN_WEIGHT + 2 * (id.length() + event.size());
    for (String topic : topics) {
      weight += 48 + topic.length();
    }
    return weight;
  }
}
