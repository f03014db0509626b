package org.realtimehub.log;

import org.realtimehub.update.Position;

/**
 * What a log retains at one moment.
 *
 * @param epoch life of the log
 * @param tail offset just before the oldest retained update
 * @param head offset of the newest update; equal to {@code tail} when nothing is retained
 */
public record Bounds(String epoch, long tail, long head) {

  public Position tailPosition() {
    return new Position(epoch, tail);
  }

  public Position headPosition() {
    return new Position(epoch, head);
  }

  /** Whether everything after the position is still retained. */
  public boolean reaches(Position position) {
    return position.epoch().equals(epoch) && position.offset() >= tail;
  }
}
