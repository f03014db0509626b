package org.realtimehub.main;

import java.io.IOException;
import java.util.List;
import org.realtimehub.cluster.FreePorts;
import org.realtimehub.config.HubConfig;

/**
 * Chooses the ports that the configuration leaves open: before anything starts, because the hub's
 * URL, which matching and tokens depend on, contains the public one, and what a node says of itself
 * the other.
 */
final class FreePort {

  private FreePort() {}

  static HubConfig chosen(HubConfig configured) throws StartException {
    HubConfig config = configured;
    if (config.http().port() == 0) {
      config = config.withPort(free("http", config.http().host(), config.admin().port()));
    }
    if (config.admin().port() == 0) {
      int port = free("admin", config.admin().host(), config.http().port());
      config = config.withAdmin(config.admin().withPort(port));
    }
    return config;
  }

  /**
   * @param taken the port that the other server has
   */
  private static int free(String section, String host, int taken) throws StartException {
    try {
      List<Integer> free = FreePorts.next(host, 0, 2);
      return free.get(free.get(0) == taken ? 1 : 0);
    } catch (IOException e) {
      throw new StartException(section + ".host: no free port on " + host, e);
    }
  }
}
