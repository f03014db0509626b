package org.realtimehub.log.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

/** What the parts of a split log have in common, and what they told of the rest. */
final class SharedLogTest {

  private static final Retention AMPLE = new Retention(100, 1 << 20, Duration.ofHours(1));

  private final UUID writer = new UUID(1, 1);
  private long appends;

  private void append(SharedLog log, String id, long seen) {
    Terms terms = new Terms(AMPLE, 1_000, new Position("epoch", seen));
    log.append(new AppendId(writer, ++appends), List.of(Updates.of(id)), terms);
  }

  @Test
  void whatNobodyWasToldOf_isNotMissed() {
    SharedLog staying = SharedLog.begin("epoch");
    SharedLog leaving = SharedLog.begin("epoch");
    append(staying, "a", 0);
    append(leaving, "a", 0);
    append(leaving, "refused", 1);
    append(staying, "b", 1);
    assertThat(staying.continues(leaving)).isTrue();
    leaving.told(new Position("another epoch", 2));
    assertThat(staying.continues(leaving)).isTrue();
    leaving.told(new Position("epoch", 2));
    assertThat(staying.continues(leaving)).isFalse();
  }

  @Test
  void aNewLife_wasToldOfWhole() {
    SharedLog log = SharedLog.begin("epoch");
    append(log, "a", 0);
    SharedLog next = log.inEpoch("next");
    assertThat(next.head()).isEqualTo(new Position("next", 1));
    assertThat(next.told()).isEqualTo(1);
  }
}
