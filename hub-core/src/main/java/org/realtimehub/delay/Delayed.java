package org.realtimehub.delay;

import org.realtimehub.update.Update;

/**
 * The two forms of an update that is to be delivered later: as it waits in the log, where no
 * subscriber gets it, and as it is published when it is due.
 *
 * <p>While it waits it has another id, since a client that comes back with the id of the delivered
 * update must be understood to have seen what came before the delivery, not before the waiting.
 */
public final class Delayed {

  private static final String PREFIX = "urn:hub:delayed:";

  /** No publisher's key begins so: control characters are not allowed in them. */
  private static final String KEY = "\u0000delayed\n";

  private static final String RENEWAL_KEY = "\u0000renewed\n";

  private Delayed() {}

  /**
   * The form in which it waits.
   *
   * @param dueMillis time of delivery in milliseconds since 1970, positive
   */
  public static Update waiting(Update update, long dueMillis) {
    return new Update(
        PREFIX + update.id(),
        update.topics(),
        update.event(),
        update.handling().waitingUntil(dueMillis));
  }

  public static boolean is(Update update) {
    return update.handling().dueAt() > 0;
  }

  /** The id that the publisher knows, of an update in either form. */
  public static String publicId(String id) {
    return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
  }

  /** What is published when it is due; however many nodes do so, it is in the log once. */
  static Update due(Update waiting) {
    String id = publicId(waiting.id());
    return new Update(
        id,
        waiting.topics(),
        waiting.event(),
        waiting.handling().waitingUntil(0).withIdempotencyKey(KEY + id));
  }

  /** The same, to wait at a newer place of the log, which began a new life or will trim the old. */
  static Update renewed(Update waiting, String place) {
    return new Update(
        waiting.id(),
        waiting.topics(),
        waiting.event(),
        waiting.handling().withIdempotencyKey(RENEWAL_KEY + waiting.id() + "\n" + place));
  }

  /** Whether this is the update that a waiting one becomes. */
  static boolean isDueForm(Update update) {
    String key = update.handling().idempotencyKey();
    return key != null && key.startsWith(KEY);
  }

  /** The id under which the update waits. */
  static String waitingId(Update dueForm) {
    return PREFIX + dueForm.id();
  }
}
