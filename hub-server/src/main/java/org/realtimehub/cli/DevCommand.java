package org.realtimehub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "dev",
    description = "Start a development hub: local, open to anyone, with public keys.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DevCommand implements Callable<Integer> {
  private final Shell shell;
  private final NodeStarter starter;

  @Mixin private DevOptions options = new DevOptions();

  DevCommand(Shell shell, NodeStarter starter) {
    this.shell = shell;
    this.starter = starter;
  }

  @Override
  public Integer call() throws Exception {
    return options.start(shell, starter);
  }
}
