package org.realtimehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimehub.config.ConfigLoader;
import org.realtimehub.config.ConfigResult;
import org.realtimehub.config.ConfigSources;
import org.realtimehub.config.HubConfig;

final class AdminCommandsTest {
  private static final String PASSWORD = "correct höuse battery";

  @TempDir Path folder;

  /** What was printed for people to copy must be what the hub understands. */
  private HubConfig configured(CommandRun run) throws IOException {
    String yaml = run.err().substring(run.err().indexOf("admin:\n"));
    String example = String.join("\n", yaml.lines().takeWhile(line -> !line.isEmpty()).toList());
    Path file = Files.writeString(folder.resolve("hub.yaml"), example);
    ConfigResult result = ConfigLoader.load(new ConfigSources(true, file, Map.of(), List.of()));
    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Loaded.class);
    return ((ConfigResult.Loaded) result).config();
  }

  @Test
  void password_becomesAHash_andAnExampleThatTheHubTakes() throws IOException {
    CommandRun run =
        CommandRun.of(
            Map.of(), PASSWORD + "\n", "admin-password", "--user", "vera", "--role", "viewer");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(BCrypt.verifyer().verify(PASSWORD.toCharArray(), run.lastLine()).verified).isTrue();
    assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
    assertThat(configured(run).admin().users())
        .singleElement()
        .satisfies(
            user -> {
              assertThat(user.name()).isEqualTo("vera");
              assertThat(user.passwordHash().value()).isEqualTo(run.lastLine());
            });
  }

  @Test
  void passwordsThatAreNone_areRefused() {
    assertThat(CommandRun.of(Map.of(), "short\n", "admin-password").err()).contains("at least 8");
    assertThat(CommandRun.of(Map.of(), "", "admin-password").code()).isEqualTo(2);
    CommandRun tooLong = CommandRun.of(Map.of(), "ö".repeat(37), "admin-password");
    assertThat(tooLong.code()).isEqualTo(2);
    assertThat(tooLong.err()).contains("72 bytes").contains("74");
    assertThat(CommandRun.of(Map.of(), PASSWORD, "admin-password", "--role", "king").err())
        .contains("--role");
  }

  @Test
  void token_isPrintedOnce_andItsHashIsForTheHub() throws Exception {
    CommandRun run =
        CommandRun.of("admin-token", "--name", "probe", "--scope", "health", "--scope", "metrics");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain(run.lastLine());
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(run.lastLine().getBytes(StandardCharsets.UTF_8));
    assertThat(configured(run).admin().tokens())
        .singleElement()
        .satisfies(
            token -> {
              assertThat(token.name()).isEqualTo("probe");
              assertThat(token.scopes()).containsExactly("health", "metrics");
              assertThat(token.hash().value()).isEqualTo(HexFormat.of().formatHex(hash));
            });
    assertThat(CommandRun.of("admin-token").lastLine()).isNotEqualTo(run.lastLine());
  }

  @Test
  void unknownScope_isRefused() {
    CommandRun run = CommandRun.of("admin-token", "--scope", "everything");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--scope", "restrict");
  }

  @Test
  void help_saysWhatTheyAreFor() {
    assertThat(CommandRun.of("help", "admin-password").out()).contains("standard input");
    assertThat(CommandRun.of("help", "admin-token").out()).contains("--scope", "restrict");
  }
}
