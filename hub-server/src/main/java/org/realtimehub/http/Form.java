package org.realtimehub.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Name-value pairs of an {@code application/x-www-form-urlencoded} query or body (WHATWG URL,
 * "urlencoded parsing"), stricter than browsers need: what is not UTF-8 is refused, not replaced.
 */
public final class Form {

  /** A name and its value, both decoded. */
  public record Field(String name, String value) {}

  public static final Form EMPTY = new Form(List.of());

  private final List<Field> fields;

  private Form(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * @param maxFields a text with more pairs is refused
   * @param what "the query" or "the body", for the error
   */
  public static Form parse(byte[] text, int maxFields, String what) throws Refusal {
    List<Field> fields = new ArrayList<>();
    int start = 0;
    while (start <= text.length) {
      int end = indexOf(text, (byte) '&', start, text.length);
      if (end > start) {
        if (fields.size() == maxFields) {
          throw Refusal.tooLarge(what + " has more than " + maxFields + " fields");
        }
        fields.add(field(text, start, end, what));
      }
      start = end + 1;
    }
    return new Form(fields);
  }

  private static Field field(byte[] text, int start, int end, String what) throws Refusal {
    int equals = indexOf(text, (byte) '=', start, end);
    String name = decode(text, start, equals, "a field name in " + what);
    String value =
        equals == end ? "" : decode(text, equals + 1, end, "the value of \"" + label(name) + "\"");
    return new Field(name, value);
  }

  private static int indexOf(byte[] text, byte wanted, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return end;
  }

  private static String decode(byte[] text, int start, int end, String what) throws Refusal {
    byte[] decoded = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = text[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%' && i + 2 < end && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
        b = (byte) (hex(text[i + 1]) << 4 | hex(text[i + 2]));
        i += 2;
      }
      decoded[length++] = b;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(decoded, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw Refusal.badRequest(what + " is not valid UTF-8");
    }
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }

  /** A client's text, shortened and without control characters, for an error message. */
  public static String label(String text) {
    StringBuilder label = new StringBuilder();
    text.codePoints()
        .limit(64)
        .forEach(c -> label.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
    return label.append(text.length() > 64 ? "…" : "").toString();
  }

  /** The pairs of both, this form's first. */
  public Form union(Form other) {
    return new Form(Stream.concat(fields.stream(), other.fields.stream()).toList());
  }

  public List<Field> fields() {
    return fields;
  }

  /** The first value of a name. */
  public Optional<String> first(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).findFirst();
  }

  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  public boolean has(String name) {
    return fields.stream().anyMatch(f -> f.name().equals(name));
  }
}
