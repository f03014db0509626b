package org.realtimehub.admin.api;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Publishes for operators, with the checks of the public port. Used by one event loop. */
@FunctionalInterface
public interface Publishing {

  /**
   * @param fields of a publish request, in the public port's names: several may have one name
   * @param by name of the caller, whose idempotency keys they are
   * @return the id of the update
   * @throws Refused for a field that is not in order, which it names; so fails the future when the
   *     update was not accepted
   */
  Future<String> publish(List<Map.Entry<String, String>> fields, String by) throws Refused;
}
