package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How what one subscriber got differs from what was published.
 *
 * @param lost updates that never came
 * @param repeated updates that came again
 * @param disordered updates that came after a later one of the same lane
 * @param strays events that were not for this subscriber
 * @param firstLost names the first that was lost, empty when none was
 */
record Discrepancy(int lost, int repeated, int disordered, int strays, String firstLost) {

  boolean isNone() {
    return lost == 0 && repeated == 0 && disordered == 0 && strays == 0;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (lost > 0) {
      parts.add("lost " + firstLost + (lost > 1 ? " and " + (lost - 1) + " more" : ""));
    }
    add(parts, repeated, "repeated");
    add(parts, disordered, "out of order");
    add(parts, strays, "of others");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, int number, String what) {
    if (number > 0) {
      parts.add("got " + number + " " + what);
    }
  }
}
