package org.realtimehub.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Header values hold bytes, one per character; browsers send and read {@code Last-Event-ID} as
 * UTF-8 (HTML standard, "Server-sent events").
 */
public final class HeaderText {

  private HeaderText() {}

  /** Text as the value of a header. */
  public static String encode(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The text a header's value holds. */
  public static String decode(String value, String header) throws Refusal {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      throw Refusal.badRequest("the header " + header + " is not valid UTF-8");
    }
  }
}
