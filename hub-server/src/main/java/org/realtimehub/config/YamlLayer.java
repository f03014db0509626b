package org.realtimehub.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * The settings of a YAML document, flattened to full paths with the line of each. Read token by
 * token, because a tree knows neither lines nor the text that a number was written as.
 */
final class YamlLayer {
  private final String name;
  private final Path base;
  private final Origin.Layer layer;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  YamlLayer(String name, Path base, Origin.Layer layer) {
    this.name = name;
    this.base = base;
    this.layer = layer;
  }

  Map<String, Setting> settings() {
    return settings;
  }

  List<Problem> problems() {
    return problems;
  }

  YamlLayer read(String yaml) {
    try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        section(parser, "");
        if (parser.nextToken() != null) {
          problem(name, "expected one document", parser.currentTokenLocation());
        }
      } else if (first != null && first != JsonToken.VALUE_NULL && !parser.getText().isEmpty()) {
        problem(name, "expected keys and values", parser.currentTokenLocation());
      }
    } catch (JacksonException e) {
      syntaxProblem(e);
    } catch (IOException e) {
      problem(name, "cannot be read as YAML", null);
    }
    return this;
  }

  private void section(YAMLParser parser, String path) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = path.isEmpty() ? parser.currentName() : path + '.' + parser.currentName();
      Integer before = lines.putIfAbsent(key, line(parser));
      if (before != null) {
        problem(key, "given twice, first on line " + before, parser.currentTokenLocation());
      }
      parser.nextToken();
      value(parser, key);
    }
  }

  private void value(YAMLParser parser, String key) throws IOException {
    if (parser.isCurrentAlias()) {
      problem(key, "aliases are not supported", parser.currentTokenLocation());
      return;
    }
    switch (parser.currentToken()) {
      case START_OBJECT -> section(parser, key);
      case START_ARRAY -> list(parser, key);
      // "http:" with nothing under it, and a key with nothing behind it, say nothing.
      case VALUE_NULL -> {}
      default -> scalar(parser, key, parser.getText());
    }
  }

  private void list(YAMLParser parser, String key) throws IOException {
    int line = line(parser);
    List<String> items = new ArrayList<>();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken().isScalarValue() && !parser.isCurrentAlias()) {
        items.add(parser.getText());
      } else {
        value(parser, key + '[' + index + ']');
      }
      index++;
    }
    if (index == 0 || !items.isEmpty()) {
      put(key, String.join(",", items), line);
    }
  }

  private void scalar(YAMLParser parser, String key, String text) {
    put(key, text, line(parser));
  }

  private void put(String key, String text, int line) {
    settings.put(key, new Setting(text, new Origin(layer, name + " line " + line), base));
  }

  private void problem(String key, String message, @Nullable JsonLocation where) {
    String line = where == null || where.getLineNr() < 1 ? "" : " line " + where.getLineNr();
    problems.add(new Problem(key, message + " (from " + name + line + ")"));
  }

  private static int line(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Only what the parser stumbled over: the rest of its message quotes lines, secrets and all. */
  private void syntaxProblem(JacksonException e) {
    if (e.getCause() instanceof MarkedYAMLException cause && cause.getProblemMark() != null) {
      int line = cause.getProblemMark().getLine() + 1;
      problems.add(new Problem(name, "line " + line + " is not YAML: " + cause.getProblem()));
    } else {
      int line = e.getLocation().getLineNr();
      problems.add(new Problem(name, "line " + line + " is not YAML: keys must be plain text"));
    }
  }
}
