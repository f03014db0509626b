package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

final class LogStateTest {

  private static final Retention THREE = new Retention(3, 1 << 20, Duration.ofHours(1));

  private static LogState state(String... ids) {
    LogState state = new LogState("epoch");
    for (String id : ids) {
      append(state, id);
    }
    return state;
  }

  private static void append(LogState state, String id) {
    state.append(List.of(Updates.keyed(id, "key of " + id)), THREE, 1_000);
  }

  private static List<byte[]> pieces(LogState state) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    LogStateBytes.write(state, pieces::add);
    return pieces;
  }

  private static LogState read(List<byte[]> pieces) throws IOException {
    Iterator<byte[]> next = pieces.iterator();
    return LogStateBytes.read(next::next);
  }

  private static void assertSame(LogState copy, LogState state) {
    assertThat(copy.bounds(THREE, 1_000)).isEqualTo(state.bounds(THREE, 1_000));
    for (long offset = state.tail() + 1; offset <= state.head(); offset++) {
      assertThat(copy.retained(offset).sameAs(state.retained(offset))).isTrue();
      String id = state.retained(offset).update().update().id();
      assertThat(copy.find(id, THREE, 1_000).orElseThrow().update().offset()).isEqualTo(offset);
    }
    assertThat(copy.idempotencyKeys().oldestFirst())
        .isEqualTo(state.idempotencyKeys().oldestFirst());
  }

  @Test
  void bytes_areReadAsTheSameState() throws Exception {
    assertSame(read(pieces(state())), state());
    LogState state = state("a", "b", "c", "d", "d");
    state.append(List.of(Updates.ephemeral("e", "/t")), THREE, 2_000);
    LogState copy = read(pieces(state));
    assertSame(copy, state);
    assertThat(copy.retained(5).update().placeholder()).isTrue();
    append(copy, "f");
    append(state, "f");
    assertSame(copy, state);
  }

  @Test
  void bytesOfAnotherVersion_areRefused() throws Exception {
    List<byte[]> pieces = pieces(state("a"));
    pieces.get(0)[0]++;
    assertThatThrownBy(() -> read(pieces))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a node of another release");
  }

  @Test
  void anotherEpoch_hasTheSameContent_andForgetsPositions() {
    LogState copy = state("a", "b").inEpoch("other");
    assertThat(copy.epoch()).isEqualTo("other");
    assertThat(copy.read(new Position("epoch", 2), 10, 1 << 20, THREE, 1_000))
        .isInstanceOf(ReadResult.Gone.class);
    assertThat(copy.find("b", THREE, 1_000).orElseThrow().update().offset()).isEqualTo(2);
    assertThat(copy.append(List.of(Updates.keyed("c", "key of a")), THREE, 1_000).ids())
        .containsExactly("a");
  }

  @Test
  void beginning_isContinued() {
    assertThat(state("a", "b", "c").continues(state(), Long.MAX_VALUE)).isTrue();
    assertThat(state("a", "b", "c").continues(state("a", "b"), Long.MAX_VALUE)).isTrue();
    assertThat(state("a", "b").continues(state("a", "b"), Long.MAX_VALUE)).isTrue();
    assertThat(state("a", "b", "c", "d", "e").continues(state("a", "b", "c"), Long.MAX_VALUE))
        .isTrue();
  }

  @Test
  void somethingElse_isNotContinued() {
    assertThat(state("a", "b").continues(state("a", "x"), Long.MAX_VALUE)).isFalse();
    assertThat(state("a").continues(state("a", "b"), Long.MAX_VALUE)).isFalse();
    assertThat(state().continues(state("a"), Long.MAX_VALUE)).isFalse();
    assertThat(state("a", "b", "c", "d").continues(state("a", "b", "c", "x"), Long.MAX_VALUE))
        .isFalse();
  }

  @Test
  void whatCannotBeToldAnyMore_isNotContinued() {
    LogState trimmed = state("a", "b");
    trimmed.bounds(THREE, 1_001 + THREE.maxAge().toMillis());
    assertThat(state("a", "b", "c").continues(trimmed, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void whatNobodyCanReadOrGoOnFrom_isOfNoConcern() {
    assertThat(state("a", "b", "c", "d", "e").continues(state("x"), Long.MAX_VALUE)).isTrue();
    assertThat(state("a").continues(new LogState("another epoch"), Long.MAX_VALUE)).isTrue();
  }
}
