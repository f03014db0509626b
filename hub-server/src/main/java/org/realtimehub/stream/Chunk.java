package org.realtimehub.stream;

import java.nio.charset.StandardCharsets;

/** What stands around the bytes of an HTTP/1.1 body of unknown length (RFC 9112, 7.1). */
final class Chunk {

  /** Behind each chunk. */
  static final byte[] END = {'\r', '\n'};

  /** Behind all chunks. */
  static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Chunk() {}

  /** Before a chunk of so many bytes, at least 1. */
  static byte[] head(int length) {
    return (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
