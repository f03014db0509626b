package org.realtimehub.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.bench.BenchOptions.Remote;
import org.realtimehub.bench.BenchOptions.Servers;
import picocli.CommandLine.Option;

/** Which servers a benchmark measures. */
final class MeasuredOptions {
  private static final int MOST_EVENT_LOOPS = 1_024;

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the servers that are started (default ${DEFAULT-VALUE})")
  private int eventLoops;

  @Option(names = "--no-baseline", description = "Do not measure bare Vert.x")
  private boolean noBaseline;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key of the measured hub's configuration (repeatable)")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Measure the hub that runs there, instead of one that is started")
  private @Nullable URI url;

  @Option(
      names = "--token",
      paramLabel = "JWT",
      description =
          "For publishing to --url. Default: the variable HUB_TOKEN, or a development token when"
              + " it is on this machine")
  private @Nullable String token;

  @Option(
      names = "--pid",
      paramLabel = "N",
      description = "The process behind --url, to know what it costs")
  private @Nullable Long pid;

  /** Whether a hub is measured that runs already. */
  boolean isRemote() {
    return url != null;
  }

  /** What is wrong with them, empty for nothing. */
  String problem() {
    if (eventLoops < 1 || eventLoops > MOST_EVENT_LOOPS) {
      return "--event-loops: expected 1 to " + MOST_EVENT_LOOPS + ", got " + eventLoops;
    }
    if (url == null && (token != null || pid != null)) {
      return "--token and --pid go with --url";
    }
    if (url != null && (!"http".equals(url.getScheme()) || url.getHost() == null)) {
      return "--url: expected an http URL (TLS would be measured too), got \"" + url + '"';
    }
    if (url != null && !settings.isEmpty()) {
      return "--set: the hub at --url has its own configuration";
    }
    if (pid != null && ProcessHandle.of(pid).isEmpty()) {
      return "--pid: there is no process " + pid;
    }
    return "";
  }

  Servers servers(Shell shell) throws CommandFailure {
    return new Servers(
        eventLoops,
        !noBaseline,
        settings,
        url == null ? HubOptions.developmentToken() : HubOptions.token(token, url, shell),
        Optional.ofNullable(url).map(hub -> new Remote(hub, Optional.ofNullable(pid))));
  }
}
