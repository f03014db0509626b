package org.realtimehub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicTextTest {

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of("ab\ncd", "contains the control character U+000A at index 2"),
        Arguments.of("\0", "contains the control character U+0000 at index 0"),
        Arguments.of("a\u001f", "contains the control character U+001F at index 1"),
        Arguments.of("a\u007f", "contains the control character U+007F at index 1"),
        Arguments.of("\u0080", "contains the control character U+0080 at index 0"),
        Arguments.of("\u009f", "contains the control character U+009F at index 0"),
        Arguments.of("\u00ad", "contains the format character U+00AD at index 0"),
        Arguments.of("a\u200b", "contains the format character U+200B at index 1"),
        Arguments.of("\u202e", "contains the format character U+202E at index 0"),
        Arguments.of("\ufeff", "contains the format character U+FEFF at index 0"),
        Arguments.of(
            "\ud83d\ude80\udb40\udc41", "contains the format character U+E0041 at index 2"),
        Arguments.of(
            Character.toString(0x13439), "contains the format character U+13439 at index 0"),
        Arguments.of("a\ud83d", "contains the unpaired surrogate U+D83D at index 1"),
        Arguments.of("\ude80a", "contains the unpaired surrogate U+DE80 at index 0"));
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void violation_describesTheFirstForbiddenCharacter(String value, String description) {
    assertThat(TopicText.violation(value)).contains(description);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://example.com/books/1",
        "a b\u00a0~",
        "caf\u00e9",
        "\ud83d\ude80",
        "\u2028",
        "\ufffd",
        "\ue000"
      })
  void violation_ordinaryText_isFine(String value) {
    assertThat(TopicText.violation(value)).isEmpty();
  }
}
