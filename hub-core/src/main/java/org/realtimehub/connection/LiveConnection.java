package org.realtimehub.connection;

import io.vertx.core.Future;
import java.util.Optional;
import org.realtimehub.access.Payloads;
import org.realtimehub.delivery.Interest;

/**
 * An open connection, as seen from outside. What it returns at once never changes, so any thread
 * may ask, but for {@link #activity}.
 */
public interface LiveConnection {

  /** A random UUID that the client cannot choose. */
  String id();

  Interest interest();

  /** What the subscriber's token attaches to its subscriptions. */
  Payloads payloads();

  /** The client's address, without its port. */
  String address();

  /** The {@code sub} of the access token. */
  Optional<String> subject();

  /** The {@code jti} of the access token. */
  Optional<String> tokenId();

  /** Whether its subscriptions are told to others; those of a single answer are not. */
  boolean announced();

  /** Milliseconds since 1970. */
  long openedAt();

  /** What changes; on the connection's loop only. */
  Activity activity();

  /** All else that it knows; looked up on its loop, completes on an unspecified thread. */
  Future<Particulars> particulars();

  /** Closes the connection on its own loop; further calls do nothing. Any thread. */
  void close(CloseReason reason);
}
