package org.realtimehub.stream;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Slices.Step;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.Walk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes those of many connections that a verdict is against, and counts. Owned by their loop. */
final class Closing implements Walk.Look<Connection> {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Function<Connection, @Nullable CloseReason> verdict;
  private final boolean dryRun;
  private final Map<CloseReason, Integer> counts = new EnumMap<>(CloseReason.class);
  private int looked;

  /**
   * @param verdict null for what stays open
   * @param dryRun only counts
   */
  Closing(Function<Connection, @Nullable CloseReason> verdict, boolean dryRun) {
    this.verdict = verdict;
    this.dryRun = dryRun;
  }

  /** Whatever goes wrong with one, the others must be closed. */
  @Override
  public Step at(Connection connection) {
    looked++;
    try {
      CloseReason reason = verdict.apply(connection);
      if (reason == null) {
        return Step.CHEAP;
      }
      counts.merge(reason, 1, Integer::sum);
      if (dryRun) {
        return Step.CHEAP;
      }
      connection.end(reason);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("connection", connection.id()).log("cannot close");
    }
    return Step.DEAR;
  }

  int closed() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  SweepReport report() {
    return new SweepReport(
        looked,
        count(CloseReason.STALLED),
        count(CloseReason.IDLE),
        count(CloseReason.EXPIRED),
        count(CloseReason.OVER_AGE));
  }

  private int count(CloseReason reason) {
    return counts.getOrDefault(reason, 0);
  }
}
