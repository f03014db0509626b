package org.realtimehub.cli;

import org.realtimehub.config.HubConfig;
import org.realtimehub.config.Origins;

/** Runs a node of the hub until it is told to stop. */
@FunctionalInterface
public interface NodeStarter {
  /**
   * Blocks until the node has stopped.
   *
   * @param development whether the development settings are in force
   * @return the exit code of the process
   */
  int run(HubConfig config, Origins origins, boolean development) throws Exception;
}
