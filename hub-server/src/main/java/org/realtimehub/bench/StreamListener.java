package org.realtimehub.bench;

/** Hears what comes in one event stream, on the thread that reads it. */
interface StreamListener {

  /** An update of this benchmark. */
  void update(int lane, int sequence, long sentNanos);

  /** An event that this benchmark did not publish. */
  void foreign();

  /** A comment: a heartbeat, or what a server says before it ends the stream. */
  void comment();
}
