package org.realtimehub.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Subscribes, sees that it is answered, and closes the connection. Belongs to its loop. */
final class Visitor extends ChannelInboundHandlerAdapter {

  private final Visits visits;
  private final String request;
  private final AnswerHead head = new AnswerHead();
  private final long startedNanos = Clock.now();
  private boolean connected;
  private long answeredNanos;

  Visitor(Visits visits, String request) {
    this.visits = visits;
    this.request = request;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connected = true;
    context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), request));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      if (head.isComplete()) {
        return;
      }
      byte[] bytes = ByteBufUtil.getBytes(buffer);
      int body = head.feed(bytes, 0, bytes.length);
      if (head.isComplete()) {
        String text = new String(bytes, body, bytes.length - body, StandardCharsets.UTF_8);
        answered(context, text);
      }
    } finally {
      buffer.release();
    }
  }

  private void answered(ChannelHandlerContext context, String body) {
    if (head.status() != 200) {
      visits.failed("a connection was answered " + head.status() + ": " + body);
    }
    answeredNanos = Clock.now();
    context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      visits.failed("a connection: " + cause);
    }
    context.close();
  }

  boolean wasConnected() {
    return connected;
  }

  boolean wasAnswered() {
    return answeredNanos != 0;
  }

  long startedNanos() {
    return startedNanos;
  }

  long answeredNanos() {
    return answeredNanos;
  }
}
