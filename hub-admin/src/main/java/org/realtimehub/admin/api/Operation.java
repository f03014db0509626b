package org.realtimehub.admin.api;

import io.vertx.core.Future;

/**
 * What stands behind one operation of the contract. It is asked on the admin side's event loop,
 * after the caller's permission and everything the contract says of the request were checked.
 */
@FunctionalInterface
public interface Operation {

  /**
   * @return fails only for what no caller can help; that is answered with 500
   * @throws Refused what is answered instead
   */
  Future<Answer> handle(Call call) throws Refused;
}
