package org.realtimehub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.update.Updates;

/** An outlet that breaks its contract ends; nobody else notices. */
final class FailingOutletTest {

  private final TestLoop loop = new TestLoop();
  private final TestOutlet failing = new TestOutlet();
  private final TestOutlet other = new TestOutlet();

  FailingOutletTest() {
    failing.script =
        update -> {
          throw new IllegalStateException("broken");
        };
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void live_theOthersGetTheirs() {
    Cursor broken = loop.openLive(loop.all(), failing);
    loop.openLive(loop.all(), other);
    loop.publish(Updates.of("1", "/a"), Updates.of("2", "/a"));
    assertThat(loop.get(other::offsets)).containsExactly(1L, 2L);
    assertThat(loop.get(() -> broken.state)).isEqualTo(State.CLOSED);
    assertThat(failing.failures).hasSize(1);
  }

  @Test
  void catchingUp_theOthersCatchUp() {
    loop.publish(Updates.of("1", "/a"), Updates.of("2", "/a"));
    Cursor broken = loop.open(loop.all(), failing, 0);
    Cursor sound = loop.open(loop.all(), other, 0);
    loop.awaitLive(sound);
    assertThat(loop.get(other::offsets)).containsExactly(1L, 2L);
    loop.awaitState(broken, State.CLOSED);
  }
}
