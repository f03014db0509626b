package org.realtimehub.stream;

import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Particulars;
import org.realtimehub.update.LoggedUpdate;

/**
 * How updates are written to one client: as an endless stream, or as one answer. Called on the
 * connection's loop only.
 */
interface Writer {

  /**
   * Sends what comes before the first update.
   *
   * @param id names the position the subscriber begins at, where the client needs one; else null
   * @param live whether that is the head, so that all that follows is new
   */
  void open(@Nullable String id, boolean live);

  /** Takes an update, or refuses it because too many bytes wait. */
  boolean offer(LoggedUpdate update);

  /** Tells the client, if it asked to be told, that updates are lost. */
  void gap();

  /**
   * Tells the client, if it asked to be told, that it has everything up to now; once, where it did
   * not begin there.
   */
  void live();

  /** Sends something when nothing was sent for a while, so that the client knows it lives. */
  void heartbeat();

  /** Ends the answer so that the client can tell; sends what waits first. */
  void end(CloseReason reason);

  /** Breaks the connection off. */
  void abort();

  /** Time of the last write in milliseconds since 1970. */
  long lastWrite();

  /** Bytes that the socket has not taken. */
  long waitingBytes();

  /** Bytes that the socket has taken since the beginning; while it takes none, it does not grow. */
  long takenBytes();

  /** For operators. */
  Particulars.Transfer transfer();
}
