package org.realtimehub.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which keys there are. Nobody lists them: reading a configuration of nothing names them all.
 * Elements of lists have the index {@code []}.
 */
final class Schema {
  static final String PREFIX = "HUB_";
  private static final Map<String, String> DEFAULTS = describe();
  private static final Map<String, String> BY_VARIABLE = byVariable();
  private static final Pattern ELEMENT = Pattern.compile("(.*)\\[]\\.(.*)");

  private Schema() {}

  /** Every key with the text of its default, empty where there is none. */
  static Map<String, String> defaults() {
    return DEFAULTS;
  }

  static boolean isSection(String path) {
    String section = path.replaceAll("\\[\\d+]", "[]");
    return DEFAULTS.keySet().stream()
        .anyMatch(key -> key.startsWith(section + '.') || key.startsWith(section + "[]"));
  }

  /** The variable of a key: {@code http.event-loops} is {@code HUB_HTTP_EVENT_LOOPS}. */
  static String variable(String key) {
    return PREFIX
        + key.replace("]", "")
            .replace('[', '_')
            .replace('.', '_')
            .replace('-', '_')
            .toUpperCase(Locale.ROOT);
  }

  /** The key that a variable sets, with the index it names. */
  static Optional<String> keyOf(String variable) {
    String key = BY_VARIABLE.get(variable);
    return key != null ? Optional.of(key) : elementKeyOf(variable);
  }

  /** The known key that is spelled most like an unknown one, if any is close. */
  static Optional<String> closest(String unknown) {
    String wanted = unknown.replaceAll("\\[\\d+]", "[]").toLowerCase(Locale.ROOT);
    String best = "";
    int bestDistance = Math.max(2, wanted.length() / 5) + 1;
    for (String key : DEFAULTS.keySet()) {
      int distance = distance(wanted.replace('_', '-'), key);
      if (distance < bestDistance) {
        best = key;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static Optional<String> elementKeyOf(String variable) {
    for (String key : DEFAULTS.keySet()) {
      Matcher element = ELEMENT.matcher(key);
      if (element.matches()) {
        String list = variable(element.group(1)) + '_';
        String name = variable(element.group(2)).substring(PREFIX.length() - 1);
        if (variable.startsWith(list) && variable.endsWith(name)) {
          int end = variable.length() - name.length();
          String index = end > list.length() ? variable.substring(list.length(), end) : "";
          if (index.matches("\\d{1,3}")) {
            return Optional.of(
                element.group(1) + '[' + Integer.parseInt(index) + "]." + element.group(2));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> describe() {
    Values values = Values.describing();
    HubConfig.read(values);
    Map<String, String> defaults = new LinkedHashMap<>();
    values.effective().forEach((key, entry) -> defaults.put(key, entry.value()));
    return defaults;
  }

  private static Map<String, String> byVariable() {
    Map<String, String> keys = new LinkedHashMap<>();
    DEFAULTS.keySet().stream()
        .filter(key -> !key.contains("[]"))
        .forEach(key -> keys.put(variable(key), key));
    return keys;
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    List<Integer> previous = new ArrayList<>();
    for (int j = 0; j <= b.length(); j++) {
      previous.add(j);
    }
    for (int i = 1; i <= a.length(); i++) {
      List<Integer> row = new ArrayList<>();
      row.add(i);
      for (int j = 1; j <= b.length(); j++) {
        int swap = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int indel = Math.min(previous.get(j), row.get(j - 1)) + 1;
        row.add(Math.min(indel, previous.get(j - 1) + swap));
      }
      previous = row;
    }
    return previous.get(b.length());
  }
}
