package org.realtimehub.config;

import java.util.List;

/** What came of loading a configuration. */
public sealed interface ConfigResult {

  /**
   * A configuration to run with.
   *
   * @param origins where each value came from
   * @param warnings what an operator should look at, one sentence each
   */
  record Loaded(HubConfig config, Origins origins, List<String> warnings) implements ConfigResult {}

  /** Everything that is wrong, in the order of the keys. */
  record Invalid(List<Problem> problems) implements ConfigResult {}
}
