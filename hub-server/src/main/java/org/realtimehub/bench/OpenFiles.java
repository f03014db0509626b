package org.realtimehub.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files, and so connections, this process may have open; its children inherit it. */
final class OpenFiles {

  /** Libraries, pipes, selectors, and connections that are on their way out. */
  private static final int RESERVE = 300;

  private OpenFiles() {}

  /** Unknown limits are not checked. */
  static void check(Scenario scenario, BenchOptions.Load load) throws BenchException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      check(scenario, load, system.getMaxFileDescriptorCount());
    }
  }

  static void check(Scenario scenario, BenchOptions.Load load, long limit) throws BenchException {
    long needed = (long) scenario.connections(load) + RESERVE;
    if (needed > limit) {
      throw new BenchException(
          "%s needs %,d open files per process, and the limit is %,d: raise it (ulimit -n %d, as root or with a higher hard limit), ask for fewer with --subscribers, or leave %s out"
              .formatted(scenario.name(), needed, limit, needed, scenario.name()));
    }
  }
}
