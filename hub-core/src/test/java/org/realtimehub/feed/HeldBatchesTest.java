package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

/** What came too early: handed out in order, and used where the log has trimmed. */
final class HeldBatchesTest {

  private final HeldBatches held = new HeldBatches();

  private static Batch batch(String epoch, long first, long last) {
    List<LoggedUpdate> updates =
        LongStream.rangeClosed(first, last)
            .mapToObj(offset -> new LoggedUpdate(offset, Updates.of("u" + offset)))
            .toList();
    return new Batch(epoch, updates);
  }

  private void hold(long first, long last) {
    held.add(batch("e", first, last));
  }

  @Test
  void takeFollowing_givesWhatGoesOnFromTheHead_orOverlapsIt() {
    hold(8, 9);
    hold(3, 5);
    assertThat(held.takeFollowing(new Position("e", 1))).isNull();
    assertThat(held.takeFollowing(new Position("e", 2))).matches(next -> next.last() == 5);
    assertThat(held.takeFollowing(new Position("e", 5))).isNull();
    assertThat(held.takeFollowing(new Position("e", 8))).matches(next -> next.last() == 9);
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void keepOnly_dropsOtherEpochs() {
    hold(3, 5);
    held.add(batch("f", 7, 8));
    assertThat(held.keepOnly("e")).isTrue();
    assertThat(held.keepOnly("e")).isFalse();
    assertThat(held.takeFollowing(new Position("e", 2))).isNotNull();
    assertThat(held.isEmpty()).isTrue();
  }

  @Test
  void leadTo_isTheTail_whereTheBatchesDoNotReachIt() {
    assertThat(held.leadTo(20)).isEqualTo(20);
    hold(3, 5);
    hold(8, 19);
    hold(22, 30);
    assertThat(held.leadTo(20)).isEqualTo(20);
  }

  @Test
  void leadTo_isBeforeTheBatchesThatReachTheTailWithoutAHole() {
    hold(3, 5);
    hold(8, 12);
    hold(11, 15);
    hold(16, 20);
    assertThat(held.leadTo(20)).isEqualTo(7);
    assertThat(held.leadTo(14)).isEqualTo(7);
    assertThat(held.leadTo(4)).isEqualTo(2);
    assertThat(held.leadTo(2)).isEqualTo(2);
    assertThat(held.leadTo(21)).isEqualTo(21);
  }
}
