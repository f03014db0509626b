package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.realtimehub.update.Position;

/** What a log can still give to a reader, and where it goes on when that is nothing. */
final class BoundsTest {

  private final Bounds bounds = new Bounds("e", 10, 20);

  private static Position at(String epoch, long offset) {
    return new Position(epoch, offset);
  }

  @Test
  void positionsFromTailToHead_areReached() {
    assertThat(bounds.reaches(at("e", 9))).isFalse();
    assertThat(bounds.reaches(at("e", 10))).isTrue();
    assertThat(bounds.reaches(at("e", 20))).isTrue();
    assertThat(bounds.reaches(at("e", 21))).isFalse();
    assertThat(bounds.reaches(at("f", 15))).isFalse();
  }

  @Test
  void readerWhosePositionIsGone_goesOnAtTheTail_unlessItHasSeenEverything() {
    assertThat(bounds.goOnFrom(at("e", 5))).isEqualTo(at("e", 10));
    assertThat(bounds.goOnFrom(at("f", 25))).isEqualTo(at("e", 10));
    assertThat(bounds.goOnFrom(at("e", 25))).isEqualTo(at("e", 20));
  }
}
