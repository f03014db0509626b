package org.realtimehub.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Of fields that came in another way. */
  public static Form of(List<Field> fields) {
    return new Form(fields);
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
    String name = decode(text, start, equals);
    if (name == null) {
      throw Refusal.badRequest("a field name in " + what + " is not valid UTF-8");
    }
    String value = equals == end ? "" : decode(text, equals + 1, end);
    if (value == null) {
      throw Refusal.badRequest("the value of \"" + label(name) + "\" is not valid UTF-8");
    }
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

  /** Null for what is not UTF-8. */
  private static @Nullable String decode(byte[] text, int start, int end) {
    byte[] decoded = new byte[end - start];
    int length = 0;
    boolean ascii = true;
    for (int i = start; i < end; i++) {
      byte b = text[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%' && i + 2 < end && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
        b = (byte) (hex(text[i + 1]) << 4 | hex(text[i + 2]));
        i += 2;
      }
      ascii &= b >= 0;
      decoded[length++] = b;
    }
    return ascii
        ? new String(decoded, 0, length, StandardCharsets.ISO_8859_1)
        : utf8(ByteBuffer.wrap(decoded, 0, length));
  }

  private static @Nullable String utf8(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException e) {
      return null;
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
    for (Field field : fields) {
      if (field.name.equals(name)) {
        return Optional.of(field.value);
      }
    }
    return Optional.empty();
  }

  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (Field field : fields) {
      if (field.name.equals(name)) {
        values.add(field.value);
      }
    }
    return values;
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }
}
