package org.realtimehub.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * A publish request in which only numbers change.
 *
 * @param request all of it, ASCII
 * @param markAt where the payload's {@link Mark} is
 * @param numberAt where a topic has the sequence number, negative for nowhere
 */
record PublishTemplate(String request, int markAt, int numberAt) {

  /** In a topic: as many digits, so that each update has a topic of its own. */
  static final String NUMBER = "NNNNNNNNN";

  static PublishTemplate of(String head, String body, String payload) {
    String request = head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    return new PublishTemplate(request, request.lastIndexOf(payload), request.indexOf(NUMBER));
  }

  ByteBuf request(ByteBufAllocator allocator, int lane, int sequence, long nanos) {
    ByteBuf buffer = ByteBufUtil.writeAscii(allocator, request);
    Mark.set(buffer, markAt, lane, sequence, nanos);
    if (numberAt >= 0) {
      Mark.number(buffer, numberAt, NUMBER.length(), sequence);
    }
    return buffer;
  }
}
