package org.realtimehub.admin.health;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How a node's canaries fare. Any thread may ask. */
public final class CanaryReport {

  /**
   * The last one.
   *
   * @param problem null when it came back
   */
  private record Last(double seconds, @Nullable String problem) {}

  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable Last last;

  void cameBack(double seconds) {
    last = new Last(seconds, null);
  }

  void lost(String problem) {
    lost.incrementAndGet();
    last = new Last(Double.NaN, problem);
  }

  /** Why messages do not flow; empty while the last one came back, or none is known of. */
  public Optional<String> problem() {
    Last known = last;
    return known == null ? Optional.empty() : Optional.ofNullable(known.problem);
  }

  /** How long the last one took, empty when it was lost or there was none. */
  public OptionalDouble seconds() {
    Last known = last;
    return known == null || known.problem != null
        ? OptionalDouble.empty()
        : OptionalDouble.of(known.seconds);
  }

  /** How many were lost since the start. */
  public long totalLost() {
    return lost.get();
  }
}
