package org.realtimehub.bench;

/**
 * The lanes whose updates a subscriber must get.
 *
 * @param first number of the first one; the others follow it
 */
record Lanes(int first, int count) {

  static final Lanes NONE = new Lanes(0, 0);

  static Lanes upTo(int count) {
    return new Lanes(0, count);
  }
}
