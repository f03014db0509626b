package org.realtimehub.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.realtimehub.bench.BenchException;
import org.realtimehub.bench.BenchServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The server side of {@link BenchCommand}, which starts it; of no use to people. */
@Command(name = "bench-server", hidden = true)
final class BenchServerCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--bare")
  private boolean bare;

  @Option(names = "--event-loops")
  private int eventLoops = 1;

  @Option(names = "--set")
  private Map<String, String> settings = new LinkedHashMap<>();

  BenchServerCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    try {
      BenchServer.serve(bare, eventLoops, settings, shell.environment(), shell.in(), shell.out());
      return ExitCode.OK;
    } catch (BenchException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }
}
