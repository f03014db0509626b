package org.realtimehub.connection;

import java.util.List;
import org.realtimehub.connection.Slices.Step;

/**
 * Looks once at each element of a list which loses and gains elements meanwhile, if what is removed
 * is replaced by the last element. Owned by the list's loop.
 */
public final class Walk<T> implements Slices.Work {

  /** What is done with an element; it may remove it. */
  @FunctionalInterface
  public interface Look<T> {

    /** {@link Step#LAST} when no more is to be looked at. */
    Step at(T element);
  }

  private final List<? extends T> list;
  private final Look<? super T> look;
  private int next = Integer.MAX_VALUE;
  private boolean complete;

  public Walk(List<? extends T> list, Look<? super T> look) {
    this.list = list;
    this.look = look;
  }

  /** Downwards: what a removal puts into the gap was seen already, or is new. */
  @Override
  public Step step() {
    next = Math.min(next, list.size() - 1);
    if (next < 0) {
      complete = true;
      return Step.LAST;
    }
    return look.at(list.get(next--));
  }

  /** Whether all that was in the list from the beginning to the end has been looked at. */
  public boolean complete() {
    return complete;
  }
}
