package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;

/**
 * The ready bytes of one update in one wire format, shared by every connection of the node. Two
 * frames are the same only if they are one object.
 */
public final class Frame {

  private final Buffer bytes;

  /**
   * @param bytes never changed from now on
   */
  public Frame(Buffer bytes) {
    this.bytes = bytes;
  }

  public Buffer bytes() {
    return bytes;
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length();
  }
}
