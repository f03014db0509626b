package org.realtimehub.admin.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands behind the operations of the contract, by their {@code operationId}. */
public final class Operations {

  private final Map<String, Operation> byId = new LinkedHashMap<>();

  public Operations on(String operationId, Operation operation) {
    if (byId.putIfAbsent(operationId, operation) != null) {
      throw new IllegalStateException("two operations are called " + operationId);
    }
    return this;
  }

  Optional<Operation> find(String operationId) {
    return Optional.ofNullable(byId.get(operationId));
  }

  Set<String> ids() {
    return byId.keySet();
  }
}
