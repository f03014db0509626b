package org.realtimehub.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.bench.BenchOptions.Load;
import picocli.CommandLine.Option;

/** How much a benchmark asks of its servers. */
final class LoadOptions {
  private static final int LARGEST_PAYLOAD = 1_000_000;
  private static final int MOST_SUBSCRIBERS = 1_000_000;
  private static final int LONGEST_SECONDS = 3_600;

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description = "Connections, instead of the scenario's own number")
  private @Nullable Integer subscribers;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Publishes per second, where the scenario has a rate, instead of its own")
  private @Nullable Double rate;

  @Option(
      names = "--payload-bytes",
      paramLabel = "N",
      defaultValue = "100",
      description = "Size of an update (default ${DEFAULT-VALUE})")
  private int payloadBytes;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Time under load before anything counts (default ${DEFAULT-VALUE})")
  private double warmUp;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Time that counts (default ${DEFAULT-VALUE})")
  private double duration;

  /** What is wrong with them, empty for nothing. */
  String problem() {
    if (subscribers != null && (subscribers < 1 || subscribers > MOST_SUBSCRIBERS)) {
      return "--subscribers: expected 1 to " + MOST_SUBSCRIBERS + ", got " + subscribers;
    }
    if (rate != null && !(rate > 0 && rate <= 1e6)) {
      return "--rate: expected a number above 0, up to 1000000, got " + rate;
    }
    if (payloadBytes < Load.LEAST_PAYLOAD || payloadBytes > LARGEST_PAYLOAD) {
      return "--payload-bytes: expected %d to %d, got %d: sequence number and time must fit"
          .formatted(Load.LEAST_PAYLOAD, LARGEST_PAYLOAD, payloadBytes);
    }
    if (!(warmUp >= 0 && warmUp <= LONGEST_SECONDS)) {
      return "--warm-up: expected 0 to " + LONGEST_SECONDS + " seconds, got " + warmUp;
    }
    if (!(duration > 0 && duration <= LONGEST_SECONDS)) {
      return "--duration: expected more than 0, up to "
          + LONGEST_SECONDS
          + " seconds, got "
          + duration;
    }
    return "";
  }

  Load load() {
    return new Load(
        Optional.ofNullable(subscribers),
        Optional.ofNullable(rate),
        payloadBytes,
        seconds(warmUp),
        seconds(duration));
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis(Math.max(1, Math.round(number * 1_000)));
  }
}
