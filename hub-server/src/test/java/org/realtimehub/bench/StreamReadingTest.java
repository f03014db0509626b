package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the bytes of a chunked answer to updates, wherever reads cut them. */
final class StreamReadingTest {

  /** All that a stream can have: beginnings, heartbeats, ids, names that only begin like data. */
  private static final String EVENTS =
      ":\n"
          + "id: #token-of-a-position\n"
          + "retry: 500\n\n"
          + event("id: urn:uuid:1\n", 0, 1, 17)
          + ":\n\n"
          + "event: note\nid: urn:uuid:2\ndata:"
          + payload(12, 345_678_901, 9_876_543_210_123L)
          + "\n\n"
          + "dat: no\ndatum: no\nd\n\n"
          + "data: not a payload of this benchmark\n\n"
          + "data\n\n"
          + "data: "
          + payload(1, 2, 3)
          + "\ndata: a second line\n\n"
          + event("", 9_999, 999_999_999, 9_999_999_999_999_999L).replace("\n", "\r\n")
          + ": closed, drained\n\n";

  private static final List<String> HEARD =
      List.of(
          "comment",
          "0 1 17",
          "comment",
          "12 345678901 9876543210123",
          "foreign",
          "foreign",
          "9999 999999999 9999999999999999",
          "comment");

  private final List<String> heard = new ArrayList<>();

  private final StreamListener listener =
      new StreamListener() {
        @Override
        public void update(int lane, int sequence, long sentNanos) {
          heard.add(lane + " " + sequence + " " + sentNanos);
        }

        @Override
        public void foreign() {
          heard.add("foreign");
        }

        @Override
        public void comment() {
          heard.add("comment");
        }
      };

  @Test
  void events_areHeardWhereverTheyAreCutInTwo() {
    byte[] bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      heard.clear();
      EventLines lines = new EventLines(listener);
      lines.feed(bytes, 0, cut);
      lines.feed(bytes, cut, bytes.length);
      assertThat(heard).as("cut at %d", cut).isEqualTo(HEARD);
    }
  }

  @Test
  void chunks_areTakenOffWhateverTheirSizes_andHoweverReadsCutThem() {
    for (int chunk = 1; chunk <= EVENTS.length(); chunk++) {
      byte[] bytes = chunked(EVENTS, chunk).getBytes(StandardCharsets.UTF_8);
      for (int read : new int[] {1, 2, 3, 7, 64, bytes.length}) {
        heard.clear();
        ChunkedBody body = new ChunkedBody(new EventLines(listener));
        for (int at = 0; at < bytes.length; at += read) {
          body.feed(bytes, at, Math.min(at + read, bytes.length));
        }
        assertThat(heard).as("chunks of %d, reads of %d", chunk, read).isEqualTo(HEARD);
        assertThat(body.isOver()).isTrue();
      }
    }
  }

  @Test
  void chunkSizes_mayHaveExtensions() {
    byte[] bytes = "A;name=\"v\"\r\n:1234567\n\n\r\n".getBytes(StandardCharsets.UTF_8);
    new ChunkedBody(new EventLines(listener)).feed(bytes, 0, bytes.length);
    assertThat(heard).containsExactly("comment");
  }

  @Test
  void whatIsNotChunked_isNotGuessedAt() {
    for (String wrong : List.of("data: x\n", "\r\n", "3\r\nabcX", "fffffffff\r\n")) {
      byte[] bytes = wrong.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(
              () -> new ChunkedBody(new EventLines(listener)).feed(bytes, 0, bytes.length))
          .as(wrong)
          .hasMessageContaining("not the chunked coding");
    }
  }

  @Test
  void heads_areCompleteAtTheirEmptyLine() {
    byte[] bytes =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: \u00e9\r\n\r\nbody"
            .getBytes(StandardCharsets.UTF_8);
    int body = bytes.length - "body".length();
    for (int cut = 0; cut <= body; cut++) {
      AnswerHead head = new AnswerHead();
      assertThat(head.feed(bytes, 0, cut)).isEqualTo(cut);
      assertThat(head.isComplete()).isEqualTo(cut == body);
      assertThat(head.feed(bytes, cut, bytes.length)).isEqualTo(body);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.isChunked()).isTrue();
    }
  }

  @Test
  void marks_areReadAsTheyWereWritten() {
    String template = Mark.payload(Mark.LENGTH + 3);
    ByteBuf buffer = Unpooled.copiedBuffer("data=" + template, StandardCharsets.UTF_8);
    Mark.set(buffer, 5, 42, 4_711, 123_456_789_012L);
    assertThat(buffer.toString(StandardCharsets.UTF_8))
        .isEqualTo("data=0042-000004711-0000123456789012-xxx");
  }

  private static String event(String id, int lane, int sequence, long nanos) {
    return id + "data: " + payload(lane, sequence, nanos) + "\n\n";
  }

  private static String payload(int lane, int sequence, long nanos) {
    return "%04d-%09d-%016d-xxxx".formatted(lane, sequence, nanos);
  }

  private static String chunked(String text, int size) {
    StringBuilder chunks = new StringBuilder();
    for (int at = 0; at < text.length(); at += size) {
      String part = text.substring(at, Math.min(at + size, text.length()));
      chunks.append(Integer.toHexString(part.length())).append("\r\n").append(part).append("\r\n");
    }
    return chunks + "0\r\n\r\n";
  }
}
