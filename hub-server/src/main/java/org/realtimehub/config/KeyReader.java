package org.realtimehub.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the four or five keys below a prefix that together say where verification keys are. */
final class KeyReader {
  private final Values values;
  private final String prefix;
  private final Optional<String> fallbackAlgorithm;

  private KeyReader(Values values, String prefix, Optional<String> fallbackAlgorithm) {
    this.values = values;
    this.prefix = prefix;
    this.fallbackAlgorithm = fallbackAlgorithm;
  }

  /** Empty when no key is given, or when what is given is wrong and has been noted. */
  static Optional<KeyConfig> read(
      Values values, String prefix, Optional<String> fallbackAlgorithm) {
    return new KeyReader(values, prefix, fallbackAlgorithm).read();
  }

  private Optional<KeyConfig> read() {
    Key<Optional<String>> algorithmKey =
        new Key<>(
            prefix + ".algorithm",
            Types.oneOf(AuthorizationConfig.SUPPORTED_ALGORITHMS).optional(),
            fallbackAlgorithm,
            false);
    Key<Optional<Secret>> inline = Key.secret(prefix + ".key");
    Key<Optional<Path>> file = Key.optional(prefix + ".key-file", Types.file());
    Key<Optional<URI>> url = Key.optional(prefix + ".jwks-url", Types.link());
    Duration refresh =
        values.get(Key.of(prefix + ".jwks-refresh", Types.time(), Duration.ofMinutes(5)));
    Optional<String> algorithm = values.get(algorithmKey);
    Optional<Secret> secret = values.get(inline);
    Optional<Secret> fromFile = values.secretFile(file);
    Optional<URI> jwks = values.get(url);

    List<String> given = Stream.of(inline, file, url).filter(values::isSet).map(Key::name).toList();
    if (given.size() > 1) {
      values.problem(given.get(1), "expected only one of key, key-file and jwks-url here");
      return Optional.empty();
    }
    if (jwks.isPresent()) {
      return Optional.of(
          new KeyConfig.RemoteKeys(
              jwks.get(), refresh, algorithm.filter(a -> values.isSet(algorithmKey))));
    }
    Optional<Secret> key = secret.or(() -> fromFile);
    if (key.isPresent() && algorithm.isEmpty() && !values.isSet(algorithmKey)) {
      values.problem(
          algorithmKey.name(), "expected " + algorithmKey.type().expected() + ", got nothing");
    }
    return key.flatMap(
        k -> algorithm.flatMap(a -> values.attempt(prefix, () -> new KeyConfig.StaticKey(a, k))));
  }
}
