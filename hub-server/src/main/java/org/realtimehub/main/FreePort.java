package org.realtimehub.main;

import java.io.IOException;
import org.realtimehub.config.HubConfig;
import org.realtimehub.process.FreePorts;

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
    try {
      return config.withPort(FreePorts.next(config.http().host(), 0, 1).get(0));
    } catch (IOException e) {
      throw new StartException("http.host: no free port on " + config.http().host(), e);
    }
  }
}
