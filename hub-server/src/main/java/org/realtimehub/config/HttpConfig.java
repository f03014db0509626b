package org.realtimehub.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The public HTTP server.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any that is free
 * @param eventLoops number of event loops, 0 for one per core
 * @param maxRequestLine longest request line, in bytes
 * @param maxHeader largest request head without its first line, in bytes
 * @param requestTimeout within which the head and the body of a request must have arrived
 * @param keepAlive how long a connection may be idle between two requests
 * @param writeBuffer how much may wait for one subscriber's socket, in bytes
 * @param directWrites whether streams of clear-text HTTP/1.1 are written past Vert.x
 * @param h2 whether HTTP/2 is spoken
 * @param trustedProxies addresses and CIDR blocks whose {@code X-Forwarded-For} is believed
 * @param tls certificate and key, absent for plain HTTP
 */
public record HttpConfig(
    String host,
    int port,
    int eventLoops,
    Transport transport,
    long maxRequestLine,
    long maxHeader,
    Duration requestTimeout,
    Duration keepAlive,
    long writeBuffer,
    boolean directWrites,
    boolean h2,
    List<String> trustedProxies,
    Optional<Tls> tls) {

  static final Key<String> HOST = Key.of("http.host", Types.host(), "0.0.0.0");
  static final Key<Integer> PORT = Key.of("http.port", Types.wholeNumber(0, 65535), 3000);
  static final Key<Integer> EVENT_LOOPS = Key.of("http.event-loops", Types.wholeNumber(0, 1024), 0);
  static final Key<Transport> TRANSPORT =
      Key.of("http.transport", Types.choice(Transport.class), Transport.AUTO);
  static final Key<Long> MAX_REQUEST_LINE =
      Key.of("http.max-request-line", Types.size(1 << 10, 1 << 20), 16L << 10);
  static final Key<Long> MAX_HEADER =
      Key.of("http.max-header", Types.size(1 << 10, 1 << 20), 16L << 10);
  static final Key<Duration> REQUEST_TIMEOUT =
      Key.of("http.request-timeout", Types.time(), Duration.ofSeconds(10));
  static final Key<Duration> KEEP_ALIVE =
      Key.of("http.keep-alive", Types.time(), Duration.ofSeconds(75));
  static final Key<Long> WRITE_BUFFER =
      Key.of("http.write-buffer", Types.size(1 << 10, 1 << 30), 64L << 10);
  static final Key<Boolean> DIRECT_WRITES = Key.of("http.direct-writes", Types.flag(), true);
  static final Key<Boolean> H2 = Key.of("http.h2", Types.flag(), true);
  static final Key<List<String>> TRUSTED_PROXIES =
      Key.list("http.trusted-proxies", Types.addressBlock(), List.of());
  static final Key<Optional<Path>> CERTIFICATE = Key.optional("http.tls.certificate", Types.file());
  static final Key<Optional<Path>> PRIVATE_KEY = Key.optional("http.tls.key", Types.file());

  public HttpConfig {
    HOST.check(host);
    PORT.check(port);
    EVENT_LOOPS.check(eventLoops);
    MAX_REQUEST_LINE.check(maxRequestLine);
    MAX_HEADER.check(maxHeader);
    REQUEST_TIMEOUT.check(requestTimeout);
    KEEP_ALIVE.check(keepAlive);
    WRITE_BUFFER.check(writeBuffer);
    trustedProxies = List.copyOf(trustedProxies);
    TRUSTED_PROXIES.check(trustedProxies);
  }

  /**
   * The files that make the server speak TLS.
   *
   * @param certificate PEM file with the certificate and its chain
   * @param key PEM file with the private key (PKCS #8)
   */
  public record Tls(Path certificate, Path key) {}

  HttpConfig withPort(int newPort) {
    return new HttpConfig(
        host,
        newPort,
        eventLoops,
        transport,
        maxRequestLine,
        maxHeader,
        requestTimeout,
        keepAlive,
        writeBuffer,
        directWrites,
        h2,
        trustedProxies,
        tls);
  }

  static HttpConfig read(Values values) {
    return new HttpConfig(
        values.get(HOST),
        values.get(PORT),
        values.get(EVENT_LOOPS),
        values.get(TRANSPORT),
        values.get(MAX_REQUEST_LINE),
        values.get(MAX_HEADER),
        values.get(REQUEST_TIMEOUT),
        values.get(KEEP_ALIVE),
        values.get(WRITE_BUFFER),
        values.get(DIRECT_WRITES),
        values.get(H2),
        values.get(TRUSTED_PROXIES),
        values.tls(CERTIFICATE, PRIVATE_KEY));
  }
}
