package org.realtimehub.presence;

import io.vertx.core.Future;
import java.util.Optional;

/** Who is subscribed to what in the whole hub, as far as this node can tell. Any thread may ask. */
public interface ActiveSubscriptions {

  /**
   * The subscriptions of a selection at one position of the log.
   *
   * <p>Who reads the listing and then every subscription event after its position knows who is
   * subscribed from there on.
   *
   * @return empty while this node does not know yet; completes on an unspecified thread, fails when
   *     the log does not answer
   */
  Future<Optional<Listing>> select(Selection selection);
}
