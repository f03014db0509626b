package org.realtimehub.config;

/**
 * The admin HTTP server.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any that is free
 */
public record AdminConfig(String host, int port) {
  static final Key<String> HOST = Key.of("admin.host", Types.host(), "127.0.0.1");
  static final Key<Integer> PORT = Key.of("admin.port", Types.wholeNumber(0, 65535), 3001);

  public AdminConfig {
    HOST.check(host);
    PORT.check(port);
  }

  static AdminConfig read(Values values) {
    return new AdminConfig(values.get(HOST), values.get(PORT));
  }
}
