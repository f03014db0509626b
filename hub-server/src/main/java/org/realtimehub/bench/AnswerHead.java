package org.realtimehub.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Collects the head of an answer, which reads may cut anywhere. */
final class AnswerHead {

  private static final int LONGEST = 32 << 10;
  private static final int END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private int lastFour;
  private String text = "";

  /** Returns where the body begins, or the end when the head is not complete. */
  int feed(byte[] source, int from, int to) {
    int at = from;
    while (at < to && !isComplete()) {
      lastFour = lastFour << 8 | (source[at++] & 0xff);
    }
    bytes.write(source, from, at - from);
    if (isComplete()) {
      text = bytes.toString(StandardCharsets.ISO_8859_1);
    } else if (bytes.size() > LONGEST) {
      throw new IllegalStateException("an answer without an end of its head");
    }
    return at;
  }

  boolean isComplete() {
    return lastFour == END;
  }

  /** 0 when the answer is not HTTP/1. */
  int status() {
    return text.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(text.substring(9, 12)) : 0;
  }

  boolean isChunked() {
    return text.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n");
  }
}
