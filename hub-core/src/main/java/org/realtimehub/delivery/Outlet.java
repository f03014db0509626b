package org.realtimehub.delivery;

import org.realtimehub.update.LoggedUpdate;

/**
 * Where a cursor's updates go: one subscriber's connection. Called on its loop's context only.
 *
 * <p>An outlet that refused an update calls {@link Cursor#resume()} once it takes updates again,
 * not before {@link #offer} has returned.
 */
public interface Outlet {

  /**
   * Takes an update, or refuses it because too many bytes wait already.
   *
   * @return false when refused; the cursor stops there and comes back with the same update
   */
  boolean offer(LoggedUpdate update);

  /**
   * Updates between the subscriber's position and this one are lost: history does not reach back
   * far enough, or the log began a new life.
   */
  void gap();

  /** Everything up to the head has been offered to it, and taken. */
  void live();

  /**
   * Giving it an update failed in a way that no outlet should: it must end, others go on.
   *
   * @param cause for the log
   */
  void failed(RuntimeException cause);
}
