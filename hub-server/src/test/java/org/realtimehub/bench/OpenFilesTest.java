package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenFilesTest {

  private static final BenchOptions.Load LOAD =
      new BenchOptions.Load(
          Optional.of(1_000), Optional.empty(), 100, Duration.ZERO, Duration.ZERO);

  @Test
  void tooLowALimit_isSaidBeforeAnythingStarts() {
    assertThatThrownBy(() -> OpenFiles.check(new Idle(), LOAD, 1_024))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("idle needs 1,300 open files")
        .hasMessageContaining("ulimit -n 1300")
        .hasMessageContaining("--subscribers");
  }

  @Test
  void enough_isEnough() {
    assertThatCode(() -> OpenFiles.check(new Idle(), LOAD, 1_300)).doesNotThrowAnyException();
  }
}
