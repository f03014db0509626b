package org.realtimehub.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;

/** Gives prepared answers, one per request, and keeps what it was asked. */
final class FakeHub implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

  record Request(String method, String query, String body, String token, String lastEventId) {}

  private record Answer(int status, String type, String body) {}

  FakeHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/mercure", this::answer);
    server.start();
  }

  FakeHub answers(int status, String type, String body) {
    answers.add(new Answer(status, type, body));
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/mercure";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            header(exchange, "Authorization"),
            header(exchange, "Last-Event-ID")));
    Answer answer = Objects.requireNonNull(answers.poll(), "no answer prepared");
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }
}
