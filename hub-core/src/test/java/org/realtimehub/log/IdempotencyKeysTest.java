package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdempotencyKeysTest {

  private static final long WINDOW = EventLog.IDEMPOTENCY_WINDOW.toMillis();

  private final IdempotencyKeys keys = new IdempotencyKeys(3);

  @Test
  void pastTheBound_theOldestKeyIsForgotten() {
    for (int i = 1; i <= 4; i++) {
      keys.remember("k" + i, "id" + i, i);
    }
    assertThat(keys.find("k1", 5)).isNull();
    assertThat(keys.find("k2", 5)).isEqualTo("id2");
    assertThat(keys.find("k4", 5)).isEqualTo("id4");
  }

  @Test
  void key_isKnownUntilItsTimeIsOver() {
    keys.remember("k", "id", 10);
    assertThat(keys.find("k", 9 + WINDOW)).isEqualTo("id");
    assertThat(keys.find("k", 10 + WINDOW)).isNull();
  }

  @Test
  void keyRememberedAgain_isTheYoungest() {
    keys.remember("a", "1", 0);
    keys.remember("b", "2", 1);
    keys.remember("a", "3", WINDOW);
    keys.remember("c", "4", WINDOW);
    assertThat(keys.find("a", WINDOW + 2)).isEqualTo("3");
    assertThat(keys.find("b", WINDOW)).isEqualTo("2");
    keys.remember("d", "5", WINDOW);
    assertThat(keys.find("b", WINDOW)).isNull();
    assertThat(keys.find("a", WINDOW)).isEqualTo("3");
  }
}
