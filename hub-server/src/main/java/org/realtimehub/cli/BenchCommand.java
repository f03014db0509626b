package org.realtimehub.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realtimehub.bench.Bench;
import org.realtimehub.bench.BenchException;
import org.realtimehub.bench.BenchOptions;
import org.realtimehub.bench.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = "Measure a hub beside bare Vert.x, and check that nothing is lost.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "What is measured, and how: docs/bench.md"})
final class BenchCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";
  private static final int MOST_ROUNDS = 100;

  private final Shell shell;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "Default: all of --list but cluster")
  private List<String> scenarios = new ArrayList<>();

  @Option(names = "--list", description = "Say which scenarios there are")
  private boolean list;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs of each; medians are shown (default ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every run to it; - is standard output, and the table goes to the error")
  private @Nullable String json;

  @Mixin private LoadOptions load = new LoadOptions();

  @Mixin private MeasuredOptions measured = new MeasuredOptions();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  BenchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    if (list) {
      Bench.scenarios()
          .forEach((name, summary) -> shell.out().println("%-14s %s".formatted(name, summary)));
      return ExitCode.OK;
    }
    String problem = problem();
    if (!problem.isEmpty()) {
      shell.err().println("hub bench: " + problem);
      return ExitCode.USAGE;
    }
    Report report;
    try {
      report = new Bench(options(), shell.err()).run();
    } catch (BenchException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
    show(report);
    report.problems().forEach(one -> shell.err().println("hub bench: " + one));
    return report.isExact() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private String problem() {
    Set<String> known = Bench.scenarios().keySet();
    for (String name : scenarios) {
      if (!known.contains(name)) {
        return "no scenario \"" + name + "\": there are " + String.join(", ", known);
      }
    }
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      return "--rounds: expected 1 to " + MOST_ROUNDS + ", got " + rounds;
    }
    if (scenarios.contains(Bench.CLUSTER) && measured.isRemote()) {
      return "--url: the scenario " + Bench.CLUSTER + " starts its nodes itself";
    }
    if (json != null && !json.equals(STANDARD_OUTPUT) && !canBeWritten(Path.of(json))) {
      return "--json: cannot write " + json;
    }
    return Stream.of(load.problem(), measured.problem(), cluster.problem())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Asked before the minutes that a run takes. */
  private static boolean canBeWritten(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return Files.exists(file)
        ? Files.isRegularFile(file) && Files.isWritable(file)
        : folder != null && Files.isWritable(folder);
  }

  private BenchOptions options() throws CommandFailure {
    List<String> chosen = scenarios.isEmpty() ? Bench.usual() : scenarios;
    return new BenchOptions(
        chosen, rounds, load.load(), measured.servers(shell), cluster.cluster());
  }

  private void show(Report report) throws CommandFailure {
    boolean toOutput = STANDARD_OUTPUT.equals(json);
    PrintWriter people = toOutput ? shell.err() : shell.out();
    people.println();
    people.print(report.table());
    people.flush();
    if (toOutput) {
      shell.out().println(report.json());
    } else if (json != null) {
      try {
        Files.writeString(Path.of(json), report.json() + System.lineSeparator());
      } catch (IOException e) {
        throw new CommandFailure("--json: cannot write " + json + ": " + e.getMessage());
      }
    }
  }
}
