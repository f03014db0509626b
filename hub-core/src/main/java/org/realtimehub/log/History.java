package org.realtimehub.log;

import org.jspecify.annotations.Nullable;

/**
 * A queue whose elements are numbered, one after the other, and can be read by their number.
 *
 * <p>A ring that grows; not thread-safe; its log guards it.
 */
final class History<E> {

  private @Nullable Object[] ring = new Object[64];
  private long head;
  private int size;

  /**
   * @param head number before that of the first element
   */
  History(long head) {
    this.head = head;
  }

  /** Number of the newest element. */
  long head() {
    return head;
  }

  int size() {
    return size;
  }

  void add(E element) {
    if (size == ring.length) {
      grow();
    }
    head++;
    size++;
    ring[slot(head)] = element;
  }

  E get(long number) {
    if (number > head || number <= head - size) {
      throw new IndexOutOfBoundsException("element " + number + " is not retained");
    }
    @SuppressWarnings("unchecked") // only add() stores
    E element = (E) ring[slot(number)];
    if (element == null) {
      throw new IllegalStateException("element " + number + " is missing");
    }
    return element;
  }

  E oldest() {
    return get(head - size + 1);
  }

  E removeOldest() {
    E removed = oldest();
    ring[slot(head - size + 1)] = null;
    size--;
    return removed;
  }

  private int slot(long number) {
    return (int) (number & (ring.length - 1));
  }

  private void grow() {
    @Nullable Object[] old = ring;
    ring = new Object[old.length * 2];
    for (long number = head - size + 1; number <= head; number++) {
      ring[slot(number)] = old[(int) (number & (old.length - 1))];
    }
  }
}
