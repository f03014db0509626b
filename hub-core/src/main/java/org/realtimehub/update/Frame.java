package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;

/**
 * The ready bytes of one update in one wire format, shared by every connection of the node.
 *
 * @param bytes never changed after construction
 */
public record Frame(Buffer bytes) {

  /** Length in bytes. */
  public int length() {
    return bytes.length();
  }
}
