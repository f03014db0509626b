package org.realtimehub.delivery;

import java.util.HashMap;
import java.util.Map;
import org.realtimehub.access.Grants;

/** The distinct grants of one loop's subscribers. Owned by that loop. */
final class Permits {

  private final Map<Grants, Permit> byGrants = new HashMap<>();

  Permit acquire(Grants grants) {
    Permit permit = byGrants.computeIfAbsent(grants, Permit::new);
    permit.holders++;
    return permit;
  }

  void release(Permit permit) {
    if (--permit.holders == 0) {
      byGrants.remove(permit.grants());
    }
  }

  int size() {
    return byGrants.size();
  }
}
