package org.realtimehub.blackbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A web site of another origin than the hub's, with one empty page. */
final class ForeignSite implements AutoCloseable {

  private static final byte[] PAGE =
      "<!doctype html><title>a site</title>".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;

  private ForeignSite(HttpServer server) {
    this.server = server;
  }

  static ForeignSite start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
            exchange.close();
          });
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
