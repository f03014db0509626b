package org.realtimehub.delivery;

import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Position;

/** The last position a loop has processed. Owned by its loop. */
final class Head {

  private @Nullable String epoch;
  private long offset;

  void moveTo(String newEpoch, long newOffset) {
    epoch = newEpoch;
    offset = newOffset;
  }

  Position position() {
    return new Position(epoch(), offset);
  }

  String epoch() {
    String known = epoch;
    if (known == null) {
      throw new IllegalStateException("the feed has not started");
    }
    return known;
  }

  long offset() {
    return offset;
  }

  /** A subscriber may know an update that this loop has yet to see: it is past the head. */
  boolean reachedBy(Position position) {
    return position.offset() >= offset && position.epoch().equals(epoch());
  }

  boolean exceededBy(Cursor cursor) {
    return cursor.offset() > offset && cursor.epoch().equals(epoch());
  }

  /** How many updates a position is behind. */
  long distanceTo(Position position) {
    return position.epoch().equals(epoch) ? Math.max(0, offset - position.offset()) : offset;
  }
}
