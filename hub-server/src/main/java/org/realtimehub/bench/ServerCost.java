package org.realtimehub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * What processes cost together, as their operating system counts it.
 *
 * <p>The processor time is that of {@link ProcessHandle}, which on Linux reads {@code
 * /proc/PID/stat}: exact to 10 ms, so a share of a second's run is good to one percent.
 */
final class ServerCost {

  private final List<Long> pids;

  ServerCost(List<Long> pids) {
    this.pids = List.copyOf(pids);
  }

  /** User and system time of all their threads; empty where the platform does not tell. */
  Optional<Duration> cpu() {
    return sum(
        pid -> ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()),
        Duration::plus);
  }

  /** Resident memory in KiB, pages that processes share counted for each; empty but on Linux. */
  Optional<Long> residentKilobytes() {
    return sum(ServerCost::residentKilobytes, Long::sum);
  }

  /** Of all or nothing: a part would look like a cheap whole. */
  private <T> Optional<T> sum(Function<Long, Optional<T>> figure, BinaryOperator<T> plus) {
    List<T> figures = pids.stream().flatMap(pid -> figure.apply(pid).stream()).toList();
    return figures.size() == pids.size() ? figures.stream().reduce(plus) : Optional.empty();
  }

  private static Optional<Long> residentKilobytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
