package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, 500, 500ms",
    "30s, 30000, 30s",
    "90s, 90000, 90s",
    "5m, 300000, 5m",
    "24h, 86400000, 24h",
    "7d, 604800000, 7d",
    "off, 0, 0s",
    "0, 0, 0s"
  })
  void times_areReadAndShown(String text, long millis, String shown) {
    assertThat(Units.time(text)).hasMillis(millis);
    assertThat(Units.show(Units.time(text))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1000, 1000, 1000",
    "2048, 2048, 2KiB",
    "64KiB, 65536, 64KiB",
    "1 MiB, 1048576, 1MiB",
    "2GiB, 2147483648, 2GiB"
  })
  void sizes_areReadAndShown(String text, long bytes, String shown) {
    assertThat(Units.size(text)).isEqualTo(bytes);
    assertThat(Units.show(Units.size(text))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 parsecs", "-5s", "1.5s", "5S"})
  void timesWithoutAUnitOrWithAnother_areRefused(String text) {
    assertThatThrownBy(() -> Units.time(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizesThatOverflow_areRefused() {
    assertThatThrownBy(() -> Units.size("99999999999TiB")).isInstanceOf(ArithmeticException.class);
  }
}
