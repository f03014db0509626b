package org.realtimehub.delay;

import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** An update that waits, in its waiting form. Owned by the context of its node. */
final class Waiting {

  private final Update update;
  private final long stagger;
  private Position at;
  private long notBefore;

  /**
   * @param at its place in the log
   * @param stagger by how many milliseconds this node is later than the first
   */
  Waiting(Update update, Position at, long stagger) {
    this.update = update;
    this.at = at;
    this.stagger = stagger;
  }

  String id() {
    return update.id();
  }

  Update update() {
    return update;
  }

  /** Its newest place in the log. */
  Position at() {
    return at;
  }

  /** It was also seen there: a life of the log that was seen later is a newer one. */
  void seenAt(Position place) {
    if (!place.epoch().equals(at.epoch()) || place.offset() > at.offset()) {
      at = place;
    }
  }

  /** When it is delivered, in milliseconds since 1970. */
  long dueAt() {
    return update.handling().dueAt();
  }

  /** When this node publishes it, in milliseconds since 1970. */
  long actAt() {
    return Math.max(notBefore, dueAt() + stagger);
  }

  /** Delays it further. Not while it is in a queue by {@link #actAt}. */
  void notBefore(long millis) {
    notBefore = millis;
  }
}
