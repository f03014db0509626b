package org.realtimehub.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check-config",
    description =
        "Say everything that is wrong with a configuration, with the environment over it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckConfigCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The configuration, YAML")
  private Path file = Path.of("");

  @Option(names = "--dev", description = "Put the development settings under the configuration")
  private boolean development;

  @Mixin private SettingOptions settings = new SettingOptions();

  CheckConfigCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ConfigResult result =
        ConfigLoader.load(
            new ConfigSources(development, file, shell.environment(), settings.flags()));
    if (result instanceof ConfigResult.Invalid invalid) {
      invalid.problems().forEach(shell.out()::println);
      return ExitCode.USAGE;
    }
    ConfigResult.Loaded loaded = (ConfigResult.Loaded) result;
    loaded.warnings().forEach(warning -> shell.out().println("warning: " + warning));
    shell.out().println(file + ": ok");
    return ExitCode.OK;
  }
}
