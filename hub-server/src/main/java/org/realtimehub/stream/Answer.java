package org.realtimehub.stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The way to one client's socket. Called on the loop of its connection only. */
interface Answer {

  /** No write is larger, so that a slow reader of a large update is seen to take some of it. */
  int MAX_WRITE = 64 * 1024;

  /** Sends the head, which has been set, and the first bytes of an endless body. */
  void begin(Buffer first);

  /**
   * Sends bytes now, after {@link #begin}.
   *
   * @return how many bytes it makes of them; {@link #untaken} counts the same
   */
  int write(Bundle bundle);

  /**
   * Bytes that were written and that the socket, or the HTTP/2 stream's window, has not taken, with
   * what it costs to keep them.
   */
  long waiting();

  /** The same without the cost: nothing but bytes. */
  long untaken();

  /**
   * Runs an action once when all that was written until now is taken; on the loop, not at once. One
   * action at a time.
   */
  void whenTaken(Runnable action);

  /** Sends the last bytes, after all that wait. Completes when they are taken. */
  Future<Void> end(Buffer last);

  /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}. */
  String protocol();

  /** Drops what waits: closes the connection, or resets the HTTP/2 stream. */
  void breakOff();
}
