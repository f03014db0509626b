package org.realtimehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubTest {
  private static final String KEY = "a-secret-that-is-long-enough-for-hs256";

  @TempDir Path folder;
  private final List<String> started = new ArrayList<>();

  private final NodeStarter starter =
      (config, origins, development) -> {
        started.add(config.http().port() + " " + config.admin().port() + " " + development);
        return 0;
      };

  @Test
  void noCommand_startsADevelopmentHub() {
    assertThat(CommandRun.of(Map.of(), "", starter).code()).isZero();
    assertThat(started).containsExactly("3000 3001 true");
  }

  @Test
  void dev_takesPorts() {
    CommandRun run =
        CommandRun.of(Map.of(), "", starter, "dev", "--port", "0", "--admin-port", "9");

    assertThat(run.code()).isZero();
    assertThat(started).containsExactly("0 9 true");
  }

  @Test
  void serve_readsItsFile_andFlagsCoverIt() throws IOException {
    Path file = file("http: {port: 5}\nauthorization: {draft-07: {publisher: {key: " + KEY + "}}}");
    CommandRun run =
        CommandRun.of(
            Map.of(), "", starter, "serve", "--config", file.toString(), "--set", "admin.port=6");

    assertThat(run.code()).isZero();
    assertThat(started).containsExactly("5 6 false");
  }

  @Test
  void serve_withAWrongConfiguration_startsNothingAndEndsWith2() {
    CommandRun run = CommandRun.of(Map.of(), "", starter, "serve");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("authorization: no keys");
    assertThat(started).isEmpty();
  }

  @Test
  void nodeThatFails_endsWith1() {
    CommandRun run =
        CommandRun.of(
            Map.of(),
            "",
            (config, origins, development) -> {
              throw new IllegalStateException("port taken");
            },
            "dev");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("port taken");
  }

  @Test
  void checkConfig_ofAGoodFile_saysOkAfterTheWarnings() throws IOException {
    Path file = file("authorization: {draft-07: {publisher: {key: " + KEY + "}}}");
    CommandRun run =
        CommandRun.of(Map.of("HUB_SERVICE_PORT", "1"), "", "check-config", file.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "warning: HUB_SERVICE_PORT: sets no known key and is ignored", file + ": ok");
  }

  @Test
  void checkConfig_ofABadFile_printsOneLinePerProblemAndEndsWith2() throws IOException {
    Path file = file("http: {port: x, hots: y}\nauthorization: {draft-07: {publisher: {key: z}}}");
    CommandRun run = CommandRun.of("check-config", file.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines())
        .hasSize(3)
        .allMatch(line -> line.matches("(http\\.port|http\\.hots|authorization\\.\\S+key): .*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "check-config", "publish", "serve --set", "subscribe"})
  void wrongUsage_endsWith2(String arguments) {
    assertThat(CommandRun.of(arguments.split(" ")).code()).isEqualTo(2);
  }

  @Test
  void help_listsEveryCommand() {
    assertThat(CommandRun.of("help").out())
        .contains("dev", "serve", "check-config", "token", "publish", "subscribe", "bench", "help")
        .contains("admin-password", "admin-token")
        .doesNotContain("bench-server");
    assertThat(CommandRun.of("help", "token").out()).contains("--subscribe");
    assertThat(CommandRun.of("--version").out()).startsWith("hub ");
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("hub.yaml"), yaml);
  }
}
