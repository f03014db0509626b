package org.realtimehub.connection;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Position;

/**
 * What only a connection itself knows of it, at one moment.
 *
 * @param position everything up to here has been considered for the subscriber
 * @param live whether the subscriber has caught up with its loop
 * @param expiresOrNull when its token expires
 * @param endsOrNull when it is old enough to be closed, or answered
 */
public record Particulars(
    Activity activity,
    Position position,
    boolean live,
    Transfer transfer,
    @Nullable Instant expiresOrNull,
    @Nullable Instant endsOrNull) {

  /** How the answer is given. */
  public enum Form {
    /** Updates as they come, without an end. */
    STREAM,
    /** The next updates, once. */
    POLL
  }

  /**
   * What goes to the client.
   *
   * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}
   * @param sentBytes bytes that its socket has taken
   * @param lastWriteOrNull when something was last sent, null where nothing was
   */
  public record Transfer(
      String protocol, Form form, long sentBytes, @Nullable Instant lastWriteOrNull) {}

  /** When its token expires, if it has one that does. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(expiresOrNull);
  }

  /** When it is old enough to be closed, or answered, if that is limited. */
  public Optional<Instant> ends() {
    return Optional.ofNullable(endsOrNull);
  }
}
