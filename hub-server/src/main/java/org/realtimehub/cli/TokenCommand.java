package org.realtimehub.cli;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    description = "Make a token that the hub believes. It is the last line of the output.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class TokenCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final Shell shell;

  @Option(names = "--publish", paramLabel = "SELECTOR", description = "May publish to (repeatable)")
  private List<String> publish = new ArrayList<>();

  @Option(
      names = "--subscribe",
      paramLabel = "SELECTOR",
      description =
          "May read private updates of (repeatable). A topic, * for all, a URI template (draft 07)"
              + " or urlpattern:PATTERN (draft 08)")
  private List<String> subscribe = new ArrayList<>();

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "Lifetime: a number with s, m, h or d (default 1h)")
  private String ttl = "1h";

  @Option(names = "--payload", paramLabel = "JSON", description = "Shown with subscriptions")
  private @Nullable String payload;

  @Option(names = "--subject", paramLabel = "NAME", description = "Whom the token is for")
  private @Nullable String subject;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take the keys from this configuration (default: the development keys)")
  private @Nullable Path config;

  @Option(
      names = "--draft",
      paramLabel = "07|08",
      defaultValue = "07",
      description = "Form of the token (default 07)")
  private String draft = "07";

  TokenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (publish.isEmpty() && subscribe.isEmpty()) {
      return wrong("what may it do? Give --publish or --subscribe, for example --publish '*'");
    }
    if (!draft.matches("0?[78]")) {
      return wrong("--draft: expected 07 or 08, got \"" + draft + '"');
    }
    if (!ttl.matches("[1-9]\\d{0,8}[smhd]")) {
      return wrong("--ttl: expected a number with s, m, h or d, got \"" + ttl + '"');
    }
    if (lifetime().compareTo(LONGEST) > 0) {
      return wrong("--ttl: expected at most " + LONGEST.toDays() + "d, got \"" + ttl + '"');
    }
    Object claim = null;
    if (payload != null) {
      try {
        claim = json(payload);
      } catch (ParseException e) {
        return wrong("--payload: expected JSON");
      }
    }
    ConfigResult result =
        ConfigLoader.load(new ConfigSources(config == null, config, environment(), List.of()));
    if (result instanceof ConfigResult.Invalid invalid) {
      invalid.problems().forEach(shell.err()::println);
      return ExitCode.USAGE;
    }
    Tokens tokens =
        new Tokens(((ConfigResult.Loaded) result).config().authorization(), Instant.now());
    Grants grants = new Grants(publish, subscribe, claim);
    String token =
        draft.endsWith("8")
            ? tokens.draft08(grants, lifetime(), subject)
            : tokens.draft07(grants, lifetime(), subject);
    if (config == null) {
      shell.err().println("Signed with the development key: only a development hub believes it.");
    }
    shell.out().println(token);
    return ExitCode.OK;
  }

  /** The environment belongs to the configuration; development keys stand for themselves. */
  private Map<String, String> environment() {
    return config == null ? Map.of() : shell.environment();
  }

  private Duration lifetime() {
    long amount = Long.parseLong(ttl.substring(0, ttl.length() - 1));
    return switch (ttl.charAt(ttl.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static @Nullable Object json(String text) throws ParseException {
    return JSONObjectUtils.parse("{\"value\":" + text + "}").get("value");
  }

  private int wrong(String message) {
    shell.err().println("hub token: " + message);
    return ExitCode.USAGE;
  }
}
