package org.realtimehub.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ConfigSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = "Start a node of the hub.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;
  private final NodeStarter starter;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, YAML")
  private @Nullable Path config;

  @Option(names = "--dev", description = "Put the development settings under the configuration")
  private boolean development;

  @Mixin private SettingOptions settings = new SettingOptions();

  ServeCommand(Shell shell, NodeStarter starter) {
    this.shell = shell;
    this.starter = starter;
  }

  @Override
  public Integer call() throws Exception {
    return NodeCommand.run(
        shell,
        starter,
        new ConfigSources(development, config, shell.environment(), settings.flags()));
  }
}
