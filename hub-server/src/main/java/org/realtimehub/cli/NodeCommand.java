package org.realtimehub.cli;

import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import picocli.CommandLine.ExitCode;

/** Loads a configuration and starts a node with it, or says everything that is wrong. */
final class NodeCommand {
  private NodeCommand() {}

  static int run(Shell shell, NodeStarter starter, ConfigSources sources) throws Exception {
    ConfigResult result = ConfigLoader.load(sources);
    if (result instanceof ConfigResult.Invalid invalid) {
      invalid.problems().forEach(shell.err()::println);
      return ExitCode.USAGE;
    }
    ConfigResult.Loaded loaded = (ConfigResult.Loaded) result;
    loaded.warnings().forEach(warning -> shell.err().println("warning: " + warning));
    return starter.run(loaded.config(), loaded.origins(), sources.development());
  }
}
