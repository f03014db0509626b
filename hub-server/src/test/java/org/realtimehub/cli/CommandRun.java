package org.realtimehub.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the command line, with all that it said. */
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... arguments) {
    return of(Map.of(), "", arguments);
  }

  static CommandRun of(Map<String, String> environment, String input, String... arguments) {
    return of(
        environment,
        input,
        (config, origins, development) -> {
          throw new AssertionError("nothing should be started");
        },
        arguments);
  }

  static CommandRun of(
      Map<String, String> environment, String input, NodeStarter starter, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err));
    int code = Hub.run(shell, starter, arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }

  String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
