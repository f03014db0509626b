package org.realtimehub.control;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where something stands in a list that comes in pages: by its text, then its number, then its id.
 *
 * @param text see {@link #text(String)}; empty where the number counts
 */
record SortKey(String text, long number, String id) implements Comparable<SortKey> {

  /** A cursor goes into a URL: longer texts are told apart by what comes after them. */
  static final int MAX_TEXT = 512;

  /** What of a text counts; it is the same after the text was written as UTF-8 and read again. */
  static String text(String value) {
    String beginning = value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
    for (int i = 0; i < beginning.length(); i++) {
      if (Character.isSurrogate(beginning.charAt(i))) {
        return beginning.replaceAll("[\\ud800-\\udfff]", "?");
      }
    }
    return beginning;
  }

  @Override
  public int compareTo(SortKey other) {
    int texts = text.compareTo(other.text);
    if (texts != 0) {
      return texts;
    }
    int numbers = Long.compare(number, other.number);
    return numbers != 0 ? numbers : id.compareTo(other.id);
  }

  JsonArray toJson() {
    return new JsonArray().add(text).add(number).add(id);
  }

  static SortKey of(JsonArray json) {
    return new SortKey(
        requireNonNull(json.getString(0)), json.getLong(1), requireNonNull(json.getString(2)));
  }

  /**
   * As it is given to those who ask for pages.
   *
   * @param list the list and its order, in which alone it has a meaning
   */
  String cursor(String list) {
    byte[] json = toJson().add(list).encode().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /**
   * @throws IllegalArgumentException if it is no cursor of the list
   */
  static SortKey ofCursor(String cursor, String list) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      JsonArray json = new JsonArray(new String(bytes, StandardCharsets.UTF_8));
      if (json.size() == 4 && list.equals(json.getString(3))) {
        return of(json);
      }
    } catch (IllegalArgumentException
        | DecodeException
        | ClassCastException
        | NullPointerException e) {
      // as below
    }
    throw new IllegalArgumentException("the cursor does not belong to this list");
  }
}
