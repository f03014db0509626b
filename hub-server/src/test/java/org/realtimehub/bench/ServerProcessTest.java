package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class ServerProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void serverEnds_whenItsInputDoes_asWhenTheDriverIsKilled() throws Exception {
    try (ServerProcess server = ServerProcess.start(ServerKind.BARE, 1, Map.of())) {
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
      assertThat(process.isAlive()).isTrue();

      server.endInput();

      Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
    }
  }

  @Test
  void serverThatCannotStart_isAFailure() {
    assertThatThrownBy(
            () -> ServerProcess.start(ServerKind.HUB, 1, Map.of("http.prot", "1")).close())
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("ended with status 1");
  }
}
