package org.realtimehub.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SseTextTest {

  private static String data(String text) {
    StringBuilder frame = new StringBuilder();
    SseText.appendData(frame, text);
    return frame.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "''     > data: |",
        "'a'    > data: a|",
        "' a'   > data:  a|",
        "'a|b'  > data: a|data: b|",
        "'a^b'  > data: a|data: b|",
        "'a^|b' > data: a|data: b|",
        "'a|^b' > data: a|data: |data: b|",
        "'a|'   > data: a|data: |",
        "'|'    > data: |data: |",
        "'^^'   > data: |data: |data: |",
        "'||id: 1||' > data: |data: |data: id: 1|data: |data: |",
      })
  void everyLine_isADataLine(String text, String expected) {
    String raw = text.replace('|', '\n').replace('^', '\r');
    assertThat(data(raw)).isEqualTo(expected.replace('|', '\n'));
  }

  @RepeatedTest(200)
  void anyText_isReadBackWithLineEndsNormalised() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      text.append("\r\n: aid\u0085\u2028\u000b\f".charAt(random.nextInt(11)));
    }
    List<String> lines = new ArrayList<>();
    for (String line : data(text.toString()).split("\r\n|\r|\n", -1)) {
      lines.add(line);
    }
    assertThat(lines.remove(lines.size() - 1)).isEmpty();
    assertThat(lines).as("seed %d", seed).allMatch(line -> line.startsWith("data: "));
    String read = String.join("\n", lines.stream().map(line -> line.substring(6)).toList());
    assertThat(read).as("seed %d", seed).isEqualTo(text.toString().replaceAll("\r\n|\r", "\n"));
  }
}
