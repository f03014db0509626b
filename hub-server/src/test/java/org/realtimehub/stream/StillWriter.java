package org.realtimehub.stream;

import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Particulars;
import org.realtimehub.update.LoggedUpdate;

/** The writer of a connection without a client; of what it is given it takes nothing. */
final class StillWriter implements Writer {

  /** Bytes that wait. */
  long waiting;

  long taken;
  @Nullable CloseReason ended;

  @Override
  public void open(@Nullable String id, boolean live) {}

  @Override
  public boolean offer(LoggedUpdate update) {
    return false;
  }

  @Override
  public void gap() {}

  @Override
  public void live() {}

  @Override
  public void heartbeat() {}

  @Override
  public void end(CloseReason reason) {
    ended = reason;
  }

  @Override
  public void abort() {
    ended = CloseReason.STALLED;
  }

  @Override
  public long lastWrite() {
    return 0;
  }

  @Override
  public long waitingBytes() {
    return waiting;
  }

  @Override
  public long takenBytes() {
    return taken;
  }

  @Override
  public Particulars.Transfer transfer() {
    return new Particulars.Transfer("HTTP/1.1", Particulars.Form.STREAM, taken, null);
  }
}
