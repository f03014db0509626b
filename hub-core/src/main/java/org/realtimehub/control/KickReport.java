package org.realtimehub.control;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a kick, or of a count of those that it would be about.
 *
 * @param closed how many connections on which node; in a count, how many would be
 * @param unfinished nodes that had not closed, or counted, all yet when they answered; of these the
 *     first go on
 * @param missing nodes that did not answer, which may have closed theirs or not
 */
public record KickReport(
    Map<String, Integer> closed, Set<String> unfinished, List<Missing> missing) {

  /** On all nodes. */
  public int total() {
    return closed.values().stream().mapToInt(Integer::intValue).sum();
  }
}
