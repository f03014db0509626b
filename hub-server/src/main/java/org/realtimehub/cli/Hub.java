package org.realtimehub.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.realtimehub.main.NodeRunner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command line. Exit codes: 0 done, 1 it failed while running, 2 the command line or the
 * configuration is wrong.
 */
@Command(
    name = "hub",
    description = "A realtime hub: publish over HTTP, receive over Server-Sent Events.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "Without a command: a development hub on http://localhost:3000"})
public final class Hub implements Callable<Integer> {
  private final Shell shell;
  private final NodeStarter starter;

  @Mixin private DevOptions options = new DevOptions();

  Hub(Shell shell, NodeStarter starter) {
    this.shell = shell;
    this.starter = starter;
  }

  public static void main(String[] arguments) {
    Shell shell =
        new Shell(
            System.getenv(),
            System.in,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(run(shell, new NodeRunner(shell.out(), shell.err()), arguments));
  }

  static int run(Shell shell, NodeStarter starter, String... arguments) {
    return new CommandLine(new Hub(shell, starter))
        .addSubcommand("dev", new DevCommand(shell, starter))
        .addSubcommand("serve", new ServeCommand(shell, starter))
        .addSubcommand("check-config", new CheckConfigCommand(shell))
        .addSubcommand("token", new TokenCommand(shell))
        .addSubcommand("admin-password", new AdminPasswordCommand(shell))
        .addSubcommand("admin-token", new AdminTokenCommand(shell))
        .addSubcommand("publish", new PublishCommand(shell))
        .addSubcommand("subscribe", new SubscribeCommand(shell))
        .addSubcommand("bench", new BenchCommand(shell))
        .addSubcommand("bench-server", new BenchServerCommand(shell))
        .addSubcommand("help", new CommandLine.HelpCommand())
        .setOut(shell.out())
        .setErr(shell.err())
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
        .execute(arguments);
  }

  private static int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof CommandFailure) {
      err.println("hub: " + e.getMessage());
    } else {
      e.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws Exception {
    return options.start(shell, starter);
  }
}
