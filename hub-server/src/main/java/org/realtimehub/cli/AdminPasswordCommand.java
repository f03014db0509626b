package org.realtimehub.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.PasswordHash;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "admin-password",
    description =
        "Make the hash of a password for a user of the admin side, for the configuration. Asks for"
            + " the password, or reads it from standard input.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AdminPasswordCommand implements Callable<Integer> {
  private static final int SHORTEST = 8;

  private final Shell shell;

  @Option(names = "--user", paramLabel = "NAME", description = "Whose it is (default alice)")
  private String user = "alice";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "viewer or operator (default operator)")
  private String role = "operator";

  AdminPasswordCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    if (!role.equals("viewer") && !role.equals("operator")) {
      return wrong("--role: expected viewer or operator, got \"" + role + '"');
    }
    String password = read();
    if (password == null) {
      return wrong("the two passwords are not the same");
    }
    if (password.length() < SHORTEST) {
      return wrong("a password has at least " + SHORTEST + " characters");
    }
    try {
      print(PasswordHash.ofPassword(password).value());
    } catch (IllegalArgumentException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
    return ExitCode.OK;
  }

  /** Null when what was typed twice was not the same. */
  private @Nullable String read() throws IOException {
    Console console = terminal();
    if (console == null) {
      String line =
          new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    }
    String first = String.valueOf(console.readPassword("Password: "));
    String second = String.valueOf(console.readPassword("Once more: "));
    return first.equals(second) ? first : null;
  }

  /** Null where nobody sits there to type. */
  @SuppressWarnings("SystemConsoleNull") // What it means since Java 22, is asked for.
  private @Nullable Console terminal() {
    Console console = shell.in().equals(System.in) ? System.console() : null;
    try {
      boolean typing =
          console != null && (Boolean) Console.class.getMethod("isTerminal").invoke(console);
      return typing ? console : null;
    } catch (ReflectiveOperationException e) {
      // Before Java 22 a console is a terminal.
      return console;
    }
  }

  private void print(String hash) {
    shell.err().println("For the configuration, or in a file that password-hash-file names:");
    shell.err().println();
    shell.err().println("admin:");
    shell.err().println("  users:");
    shell.err().println("    - name: " + user);
    shell.err().println("      role: " + role);
    shell.err().println("      password-hash: \"" + hash + '"');
    shell.err().println();
    shell.out().println(hash);
  }

  private int wrong(String message) {
    shell.err().println("hub admin-password: " + message);
    return ExitCode.USAGE;
  }
}
