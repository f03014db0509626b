package org.realtimehub.delivery;

import org.realtimehub.access.Grants;
import org.realtimehub.update.Update;

/**
 * The decision about the private update under dispatch for one set of grants, so that subscribers
 * with equal grants on one loop share the check. Owned by its loop.
 */
final class Permit {

  private final Grants grants;
  private long decidedDispatch;
  private boolean decision;
  int holders;

  Permit(Grants grants) {
    this.grants = grants;
  }

  Grants grants() {
    return grants;
  }

  /**
   * @param dispatch number of the dispatch this update is in, never 0
   */
  boolean allows(Update update, long dispatch) {
    if (dispatch != decidedDispatch) {
      decision = grants.permitsSubscribe(update.topics());
      decidedDispatch = dispatch;
    }
    return decision;
  }
}
