package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

final class WindowTest {

  private static final Update SMALL = Updates.of("u");

  private static Window startedAt(long head, Window window) {
    window.reset(new Position("e", head));
    return window;
  }

  private static void add(Window window, long first, long last) {
    for (long offset = first; offset <= last; offset++) {
      window.add(new LoggedUpdate(offset, SMALL));
    }
  }

  private static List<Long> held(Window window, long upTo) {
    List<Long> held = new ArrayList<>();
    for (long offset = 0; offset <= upTo; offset++) {
      LoggedUpdate update = window.get("e", offset);
      if (update != null) {
        assertThat(update.offset()).isEqualTo(offset);
        held.add(offset);
      }
    }
    return held;
  }

  @Test
  void holdsTheNewest_upToItsCount() {
    Window window = startedAt(100, new Window(4, 1 << 20));
    add(window, 101, 103);
    assertThat(held(window, 200)).containsExactly(101L, 102L, 103L);
    add(window, 104, 109);
    assertThat(held(window, 200)).containsExactly(106L, 107L, 108L, 109L);
  }

  @Test
  void holdsTheNewest_upToItsWeight() {
    Window window = startedAt(0, new Window(64, 3L * SMALL.weight()));
    add(window, 1, 10);
    assertThat(held(window, 20)).containsExactly(8L, 9L, 10L);
  }

  @Test
  void singleHeavyUpdate_isHeldAlone() {
    Window window = startedAt(0, new Window(64, 1_000));
    add(window, 1, 2);
    window.add(new LoggedUpdate(3, Updates.sized("heavy", 10_000)));
    assertThat(held(window, 20)).containsExactly(3L);
    add(window, 4, 4);
    assertThat(held(window, 20)).containsExactly(4L);
  }

  @Test
  void trim_forgetsWhatTheLogForgot_andItsWeight() {
    Window window = startedAt(0, new Window(64, 4L * SMALL.weight()));
    add(window, 1, 4);
    window.trim(2);
    assertThat(held(window, 20)).containsExactly(3L, 4L);
    add(window, 5, 6);
    assertThat(held(window, 20)).containsExactly(3L, 4L, 5L, 6L);
    window.trim(100);
    assertThat(held(window, 200)).isEmpty();
    add(window, 7, 7);
    assertThat(held(window, 20)).containsExactly(7L);
  }

  @Test
  void reset_forgetsEverything_andAnotherEpochHasNothing() {
    Window window = startedAt(0, new Window(8, 1 << 20));
    add(window, 1, 8);
    window.reset(new Position("new", 3));
    window.add(new LoggedUpdate(4, SMALL));
    assertThat(held(window, 20)).isEmpty();
    assertThat(window.get("new", 4)).isNotNull();
    assertThat(window.get("new", 3)).isNull();
  }

  @Test
  void boundsByCountThatMeanNothing_reserveNoMemory() {
    Window window = startedAt(0, new Window(Integer.MAX_VALUE, 100L * SMALL.weight()));
    add(window, 1, 1_000);
    assertThat(held(window, 1_000)).hasSize(100);
  }

  @Test
  void readers_onOtherThreads_getTheUpdateTheyAskFor_orNone() throws Exception {
    Window window = startedAt(0, new Window(16, 1 << 20));
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicReference<@Nullable LoggedUpdate> wrong = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              for (long offset = 1; running.get(); offset = offset % 200_000 + 1) {
                LoggedUpdate update = window.get("e", offset);
                if (update != null && update.offset() != offset) {
                  wrong.set(update);
                }
              }
            });
    reader.start();
    add(window, 1, 200_000);
    running.set(false);
    reader.join();
    assertThat(wrong.get()).isNull();
  }
}
