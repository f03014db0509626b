package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that come to no route. */
@Timeout(60)
final class AdminHttpTest {

  private static String answer(TestNode node, String request) throws Exception {
    int port = node.to("/").build().uri().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      // Up to the end: the connection is closed.
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void whatIsNoHttp_isRefused_withTheReason_andTheConnectionClosed() throws Exception {
    try (TestNode node = TestNode.of(Users.settings())) {
      assertThat(answer(node, "nonsense\r\n\r\n"))
          .contains(" 400 ")
          .contains("application/problem+json", "not valid HTTP");
      String header = "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
      assertThat(answer(node, header)).contains(" 431 ").contains("header fields");
    }
  }
}
