package org.realtimehub.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Names and values in the encoding of HTML forms, which is that of queries too. */
final class Form {
  private final StringJoiner encoded = new StringJoiner("&");

  Form add(String name, @Nullable String value) {
    if (value != null) {
      encoded.add(encode(name) + '=' + encode(value));
    }
    return this;
  }

  Form addAll(String name, List<String> values) {
    values.forEach(value -> add(name, value));
    return this;
  }

  @Override
  public String toString() {
    return encoded.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
