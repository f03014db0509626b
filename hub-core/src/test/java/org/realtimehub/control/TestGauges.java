package org.realtimehub.control;

import java.time.Duration;
import java.util.OptionalDouble;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.feed.FeedCounts;
import org.realtimehub.publish.PublishCounts;

/** Gauges of a node without traffic. */
final class TestGauges {

  private TestGauges() {}

  static Gauges create() {
    return new Gauges(
        new PublishCounts(),
        new FeedCounts(),
        new Admission(new AdmissionLimits(100, 10, Duration.ofSeconds(1), 0, 0)),
        OptionalDouble::empty);
  }
}
