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

  /** Whether the log knows the position, and everything after it is still retained. */
  public boolean reaches(Position position) {
    return position.epoch().equals(epoch) && position.offset() >= tail && !isExceededBy(position);
  }

  /** Whether the position is past the head: the log lost its end, which that position had seen. */
  public boolean isExceededBy(Position position) {
    return position.epoch().equals(epoch) && position.offset() > head;
  }

  /** Where a reader whose position is gone goes on: it has seen all, or nothing of what is here. */
  public Position goOnFrom(Position gone) {
    return isExceededBy(gone) ? headPosition() : tailPosition();
  }
}
