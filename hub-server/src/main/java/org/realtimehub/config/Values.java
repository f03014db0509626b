package org.realtimehub.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands the merged settings to the records, and collects what is wrong instead of stopping at it: a
 * key that cannot be read is noted and has its default while the rest is read.
 */
final class Values {
  private final Map<String, Setting> settings;
  private final Map<String, Origins.Entry> effective = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final boolean describing;

  private Values(Map<String, Setting> settings, boolean describing) {
    this.settings = settings;
    this.describing = describing;
  }

  static Values of(Map<String, Setting> settings) {
    return new Values(settings, false);
  }

  /** Has no settings but one element in every list, so that reading it names every key. */
  static Values describing() {
    return new Values(Map.of(), true);
  }

  <T> T get(Key<T> key) {
    Setting setting = settings.get(key.name());
    if (setting == null) {
      note(key, key.show(key.fallback()), Origin.DEFAULT);
      return key.fallback();
    }
    Optional<T> value = key.type().read(setting.text());
    if (value.isEmpty()) {
      problem(key.name(), key.refusal(setting.text()) + " (from " + setting.origin() + ")");
    }
    T result = value.orElse(key.fallback());
    note(key, key.show(result), setting.origin());
    return result;
  }

  /** For a key that elements of a list must have; without it the absence is noted. */
  <T> Optional<T> required(Key<Optional<T>> key) {
    Optional<T> value = get(key);
    if (!isSet(key)) {
      problem(key.name(), "expected " + key.type().expected() + ", got nothing");
    }
    return value;
  }

  /** Builds a hash of what was read; what is wrong with it is noted, not what it is. */
  <T> Optional<T> hash(String key, Supplier<T> build) {
    try {
      return Optional.of(build.get());
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The two files that make a server speak TLS. */
  Optional<HttpConfig.Tls> tls(Key<Optional<Path>> certificate, Key<Optional<Path>> key) {
    Optional<Path> certificateFile = file(certificate);
    Optional<Path> keyFile = file(key);
    if (isSet(certificate) != isSet(key)) {
      Key<?> there = isSet(certificate) ? certificate : key;
      Key<?> missing = isSet(certificate) ? key : certificate;
      problem(missing.name(), "expected a file, because " + there.name() + " is set");
    }
    return certificateFile.flatMap(c -> keyFile.map(k -> new HttpConfig.Tls(c, k)));
  }

  /** For a key whose default depends on others. */
  <T> T get(Key<Optional<T>> key, T derived) {
    T value = get(key).orElse(derived);
    if (!isSet(key)) {
      note(key, key.show(Optional.of(value)), Origin.DEFAULT);
    }
    return value;
  }

  /** Absent when it is not set, or does not name a file that can be read. */
  Optional<Path> file(Key<Optional<Path>> key) {
    Setting setting = settings.get(key.name());
    Optional<Path> path = get(key);
    if (setting == null || path.isEmpty()) {
      return Optional.empty();
    }
    Path file = setting.base().resolve(path.get());
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      problem(key.name(), "cannot read the file " + file + " (from " + setting.origin() + ")");
      return Optional.empty();
    }
    return Optional.of(file);
  }

  /** The content of a file without the line end that editors put at its end. */
  Optional<Secret> secretFile(Key<Optional<Path>> key) {
    return file(key).flatMap(file -> content(key, file));
  }

  private Optional<Secret> content(Key<?> key, Path file) {
    try {
      String content = Files.readString(file).replaceFirst("\\R\\z", "");
      if (!content.isEmpty()) {
        return Optional.of(new Secret(content));
      }
      problem(key.name(), "the file " + file + " is empty");
    } catch (IOException e) {
      problem(key.name(), "cannot read the file " + file + " as text");
    }
    return Optional.empty();
  }

  boolean isSet(Key<?> key) {
    return settings.containsKey(key.name());
  }

  /** The prefixes of the elements of a list of sections, in order. */
  List<String> elements(String list) {
    if (describing) {
      return List.of(list + "[]");
    }
    Pattern element = Pattern.compile(Pattern.quote(list) + "\\[(\\d+)]\\..*");
    return settings.keySet().stream()
        .map(element::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .distinct()
        .sorted()
        .map(index -> list + '[' + index + ']')
        .toList();
  }

  /** Reads a section; one that contradicts itself is noted and has its defaults. */
  <T> T section(Function<Values, T> read) {
    try {
      return read.apply(this);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problem(problem.key(), problem.message()));
      return read.apply(of(Map.of()));
    }
  }

  /** Builds what can be left out; keys in its problems are relative to the prefix. */
  <T> Optional<T> attempt(String prefix, Supplier<T> build) {
    try {
      return Optional.of(build.get());
    } catch (ConfigException e) {
      e.problems().forEach(p -> problem(prefix + '.' + p.key(), p.message()));
      return Optional.empty();
    }
  }

  void problem(String key, String message) {
    problems.add(new Problem(key, message));
  }

  boolean isFaultyBelow(String prefix) {
    return problems.stream().anyMatch(problem -> problem.key().startsWith(prefix + '.'));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Map<String, Origins.Entry> effective() {
    return new LinkedHashMap<>(effective);
  }

  private void note(Key<?> key, String value, Origin origin) {
    effective.put(key.name(), new Origins.Entry(key.name(), value, origin));
  }
}
