package org.realtimehub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process costs, as its operating system counts it.
 *
 * <p>The processor time is that of {@link ProcessHandle}, which on Linux reads {@code
 * /proc/PID/stat}: exact to 10 ms, so a share of a second's run is good to one percent.
 */
final class ServerCost {

  private final long pid;

  ServerCost(long pid) {
    this.pid = pid;
  }

  /** User and system time of all its threads; empty where the platform does not tell. */
  Optional<Duration> cpu() {
    return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
  }

  /** Resident memory in KiB; empty but on Linux. */
  Optional<Long> residentKilobytes() {
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
