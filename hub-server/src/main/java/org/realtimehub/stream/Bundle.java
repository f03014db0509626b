package org.realtimehub.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Frame;

/**
 * Frames that leave together, in order. Connections that get the same frames in a turn hold the
 * same bundle, so that its bytes are put together once however many they are.
 *
 * <p>Immutable but for what it remembers. Owned by one loop; what it remembers lasts for a turn.
 */
final class Bundle {

  private final Bundles loop;
  private final @Nullable Bundle before;
  private final @Nullable Frame last;
  private final int length;

  /** The bundle that was asked for last of those that go on from here. */
  private @Nullable Bundle next;

  private @Nullable Buffer plain;
  private @Nullable ByteBuf chunk;

  /** A bundle without frames. */
  Bundle(Bundles loop) {
    this.loop = loop;
    this.before = null;
    this.last = null;
    this.length = 0;
  }

  private Bundle(Bundle before, Frame last) {
    this.loop = before.loop;
    this.before = before;
    this.last = last;
    this.length = before.length + last.length();
  }

  /** These frames and one more. */
  Bundle and(Frame frame) {
    Bundle known = next;
    if (known == null || known.last != frame) {
      known = new Bundle(this, frame);
      next = known;
    }
    return known;
  }

  /** Bytes of all frames. */
  int length() {
    return length;
  }

  /** The bytes as they are. */
  Buffer plain() {
    Buffer bytes = plain;
    if (bytes == null) {
      boolean single = before != null && before.last == null;
      bytes = single && last != null ? last.bytes() : joined();
      plain = bytes;
    }
    return bytes;
  }

  private Buffer joined() {
    byte[] bytes = new byte[length];
    for (Bundle part = this; part.last != null && part.before != null; part = part.before) {
      part.last.bytes().getBytes(bytes, part.before.length);
    }
    return Buffer.buffer(bytes);
  }

  /**
   * The bytes as one chunk of an HTTP/1.1 body (RFC 9112, 7.1), ready to be sent. The loop releases
   * it at the end of the turn: who sends it takes a duplicate or slice of its own.
   */
  ByteBuf chunk(ByteBufAllocator allocator) {
    ByteBuf bytes = chunk;
    if (bytes == null) {
      bytes = framed(allocator);
      chunk = bytes;
      loop.release(this);
    }
    return bytes;
  }

  private ByteBuf framed(ByteBufAllocator allocator) {
    byte[] head = Chunk.head(length);
    int start = head.length;
    ByteBuf bytes = allocator.directBuffer(start + length + Chunk.END.length);
    bytes.writeBytes(head).writerIndex(start + length).writeBytes(Chunk.END);
    for (Bundle part = this; part.last != null && part.before != null; part = part.before) {
      ByteBuf frame = ((BufferInternal) part.last.bytes()).getByteBuf();
      bytes.setBytes(start + part.before.length, frame, frame.readerIndex(), part.last.length());
    }
    return bytes;
  }

  void releaseChunk() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }
}
