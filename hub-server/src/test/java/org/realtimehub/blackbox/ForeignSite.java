package org.realtimehub.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A web site of another origin than the hub's, with an empty page and what a test puts there. */
final class ForeignSite implements AutoCloseable {

  private static final byte[] PAGE =
      "<!doctype html><title>a site</title>".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private ForeignSite(HttpServer server) {
    this.server = server;
  }

  /** Puts a file there; scripts are told by their names. */
  ForeignSite with(String path, byte[] content) {
    String type = path.endsWith(".js") ? "text/javascript" : "text/html";
    server.createContext(path, exchange -> answer(exchange, type + "; charset=utf-8", content));
    return this;
  }

  ForeignSite with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a resource there that names the hub which tells of its changes. */
  ForeignSite withHub(String path, URI hub) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Link", "<" + hub + ">; rel=\"mercure\"");
          answer(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        });
    return this;
  }

  private static void answer(HttpExchange exchange, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  static ForeignSite start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> answer(exchange, "text/html", PAGE));
      server.start();
      return new ForeignSite(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
