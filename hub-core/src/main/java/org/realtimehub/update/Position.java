package org.realtimehub.update;

/**
 * A place in the log of a hub: all updates up to and including {@code offset} lie behind it.
 *
 * @param epoch identifies one life of the log; it changes when the log lost its past, so that a
 *     position of an older life is recognised as unknown instead of being taken for a new one
 * @param offset number of the update within the epoch, the first is 1; 0 is before the first
 */
public record Position(String epoch, long offset) {

  public Position {
    if (offset < 0) {
      throw new IllegalArgumentException("offset is negative: " + offset);
    }
  }
}
