package org.realtimehub.admin.api;

import java.util.List;
import org.realtimehub.connection.Sweeps;
import org.realtimehub.control.Control;

/**
 * What the operations of the API work on.
 *
 * @param sweeps of this node
 * @param config effective values, in the order of the keys
 */
public record Backend(
    About about, Control control, Sweeps sweeps, Publishing publishing, List<ConfigValue> config) {

  public Backend {
    config = List.copyOf(config);
  }
}
