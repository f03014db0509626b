package org.realtimehub.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One stream, from its request to its end; checks all that comes. Belongs to its channel's loop.
 */
final class Subscriber extends ChannelInboundHandlerAdapter implements StreamListener {

  private final int number;
  private final Subscription subscription;
  private final Crowd crowd;
  private final Receipts receipts;
  private final EventLines lines = new EventLines(this);
  private @Nullable AnswerHead head = new AnswerHead();
  private @Nullable ChunkedBody chunks;
  private int comments;
  private boolean ended;

  Subscriber(int number, Subscription subscription, Crowd crowd) {
    this.number = number;
    this.subscription = subscription;
    this.crowd = crowd;
    receipts = new Receipts(subscription.lanes());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), subscription.request()));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf buffer = (ByteBuf) message;
    try {
      crowd.reception().reading();
      byte[] bytes = crowd.reception().bytes();
      while (buffer.isReadable()) {
        int length = Math.min(buffer.readableBytes(), bytes.length);
        buffer.readBytes(bytes, 0, length);
        read(bytes, length);
      }
    } finally {
      buffer.release();
    }
  }

  private void read(byte[] bytes, int length) {
    int from = 0;
    if (head != null) {
      from = head.feed(bytes, 0, length);
      if (!head.isComplete()) {
        return;
      }
      begin(head, new String(bytes, from, length - from, StandardCharsets.UTF_8));
    }
    if (chunks == null) {
      lines.feed(bytes, from, length);
    } else {
      chunks.feed(bytes, from, length);
    }
  }

  private void begin(AnswerHead answer, String body) {
    if (answer.status() != 200) {
      crowd.refused("subscriber " + number + " was answered " + answer.status() + ": " + body);
    }
    chunks = answer.isChunked() ? new ChunkedBody(lines) : null;
    head = null;
    crowd.opened();
  }

  @Override
  public void update(int lane, int sequence, long sentNanos) {
    receipts.update(lane, sequence);
    crowd.reception().update(sentNanos);
    if (receipts.received() == crowd.goal()) {
      crowd.reachedGoal();
    }
  }

  @Override
  public void foreign() {
    receipts.stray();
  }

  @Override
  public void comment() {
    comments++;
    crowd.reception().comment();
  }

  /** A last chunk ends the stream for a browser, so it does here. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (chunks != null && chunks.isOver()) {
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended = true;
    if (head != null) {
      crowd.refused("the connection of subscriber " + number + " was closed without an answer");
    } else {
      crowd.closed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A reset is the end of a stream like any other.
    if (!(cause instanceof IOException)) {
      crowd.refused("subscriber " + number + ": " + cause);
    }
    context.close();
  }

  int number() {
    return number;
  }

  int comments() {
    return comments;
  }

  boolean hasEnded() {
    return ended;
  }

  Receipts receipts() {
    return receipts;
  }
}
