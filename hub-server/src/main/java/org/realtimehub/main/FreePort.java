package org.realtimehub.main;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.realtimehub.config.HubConfig;

/**
 * Chooses the public port when the configuration leaves it open: before anything starts, because
 * the hub's URL, which matching and tokens depend on, contains it.
 */
final class FreePort {

  private FreePort() {}

  static HubConfig chosen(HubConfig config) throws StartException {
    if (config.http().port() != 0) {
      return config;
    }
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByName(config.http().host()))) {
      return config.withPort(socket.getLocalPort());
    } catch (IOException e) {
      throw new StartException("http.host: no free port on " + config.http().host(), e);
    }
  }
}
