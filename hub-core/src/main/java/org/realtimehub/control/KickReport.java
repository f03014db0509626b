package org.realtimehub.control;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a kick.
 *
 * @param closed how many connections on which node
 * @param unfinished nodes that had not closed all yet when they answered, and go on
 * @param missing nodes that did not answer, which may have closed theirs or not
 */
public record KickReport(
    Map<String, Integer> closed, Set<String> unfinished, List<Missing> missing) {

  /** On all nodes. */
  public int total() {
    return closed.values().stream().mapToInt(Integer::intValue).sum();
  }
}
