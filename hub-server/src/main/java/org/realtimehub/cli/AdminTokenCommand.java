package org.realtimehub.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.realtimehub.config.AdminTokenConfig;
import org.realtimehub.config.FreshToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "admin-token",
    description =
        "Make a token for programs that use the admin side. It is the last line of the output, and"
            + " printed this once; the configuration gets its hash.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AdminTokenCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--name", paramLabel = "NAME", description = "Who uses it (default prometheus)")
  private String name = "prometheus";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description =
          "What it may be used for (repeatable): health, metrics, read, updates, publish, close,"
              + " sweep, restrict, audit (default metrics)")
  private List<String> scopes = new ArrayList<>();

  AdminTokenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<String> wanted = scopes.isEmpty() ? List.of("metrics") : scopes;
    for (String scope : wanted) {
      if (!AdminTokenConfig.PERMISSIONS.contains(scope)) {
        shell
            .err()
            .println(
                "hub admin-token: --scope: expected one of "
                    + String.join(", ", AdminTokenConfig.PERMISSIONS)
                    + ", got \""
                    + scope
                    + '"');
        return ExitCode.USAGE;
      }
    }
    FreshToken token = FreshToken.random();
    shell.err().println("For the configuration:");
    shell.err().println();
    shell.err().println("admin:");
    shell.err().println("  tokens:");
    shell.err().println("    - name: " + name);
    shell.err().println("      token-hash: " + token.hash());
    shell.err().println("      scopes: [" + String.join(", ", wanted) + "]");
    shell.err().println();
    shell.err().println("The token, for the header Authorization: Bearer …");
    shell.out().println(token.token());
    return ExitCode.OK;
  }
}
