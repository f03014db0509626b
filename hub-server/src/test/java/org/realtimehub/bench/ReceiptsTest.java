package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReceiptsTest {

  private static final int[] PUBLISHED = {3, 2};

  private final Receipts receipts = new Receipts(Lanes.upTo(2));

  @Test
  void eachOnceAndInOrderOfItsLane_isExact() {
    get(0, 1, 2);
    get(1, 1);
    get(0, 3);
    assertThat(receipts.isAtEnd(PUBLISHED)).isFalse();
    get(1, 2);

    assertThat(receipts.isAtEnd(PUBLISHED)).isTrue();
    assertThat(receipts.received()).isEqualTo(5);
    assertThat(receipts.compare(PUBLISHED).isNone()).isTrue();
  }

  @Test
  void whatDidNotCome_isLost() {
    get(0, 1, 3);
    get(1, 1, 2);

    assertThat(receipts.isAtEnd(PUBLISHED)).isTrue();
    assertThat(receipts.compare(PUBLISHED)).hasToString("lost update 2 of 3 in lane 0");
  }

  @Test
  void whatDidNotComeAtTheEnd_isLost() {
    get(0, 1);

    assertThat(receipts.isAtEnd(PUBLISHED)).isFalse();
    assertThat(receipts.compare(PUBLISHED)).hasToString("lost update 2 of 3 in lane 0 and 3 more");
  }

  @Test
  void whatCameTwice_isRepeated() {
    get(0, 1, 1, 2, 3, 2);
    get(1, 1, 2);

    assertThat(receipts.compare(PUBLISHED)).hasToString("got 2 repeated");
    assertThat(receipts.received()).isEqualTo(5);
  }

  @Test
  void whatCameTooLate_isOutOfOrder_andNotLost() {
    get(0, 2, 1, 3);
    get(1, 1, 2);

    assertThat(receipts.compare(PUBLISHED)).hasToString("got 1 out of order");
    assertThat(receipts.received()).isEqualTo(5);
  }

  @Test
  void whatWasForOthers_isAStray() {
    get(0, 1, 2, 3);
    get(1, 1, 2);
    get(7, 1);
    get(1, 999_999_999);
    receipts.stray();

    assertThat(receipts.compare(PUBLISHED)).hasToString("got 3 of others");
  }

  @Test
  void aSubscriberOfSomeLanes_wantsOnlyTheirs() {
    Receipts some = new Receipts(new Lanes(1, 1));
    some.update(1, 1);
    some.update(1, 2);

    assertThat(some.isAtEnd(PUBLISHED)).isTrue();
    assertThat(some.compare(PUBLISHED).isNone()).isTrue();
    some.update(0, 1);
    assertThat(some.compare(PUBLISHED)).hasToString("got 1 of others");
  }

  private void get(int lane, int... sequences) {
    for (int sequence : sequences) {
      receipts.update(lane, sequence);
    }
  }
}
