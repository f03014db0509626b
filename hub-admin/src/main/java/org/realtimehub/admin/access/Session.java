package org.realtimehub.admin.access;

import java.time.Instant;

/**
 * Somebody who has signed in.
 *
 * @param key by which it is kept: not the id, which only its browser has
 * @param csrf what its browser must repeat in a header where a call changes something
 * @param oneTime whether it was begun with the password that was made at the start
 * @param opened when it was begun
 */
public record Session(
    String key, String user, Role role, String csrf, boolean oneTime, Instant opened) {

  @Override
  public String toString() {
    return "Session[" + user + ", " + role + "]";
  }
}
