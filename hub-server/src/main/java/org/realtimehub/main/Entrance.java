package org.realtimehub.main;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stands on a listening channel, whose messages are the accepted ones: lets in so many at a time as
 * the event loops can greet in a short turn. When thousands come back at once, the others wait in
 * the kernel's queue, and not among the sockets that a loop must see to before it goes on
 * delivering.
 */
@ChannelHandler.Sharable
final class Entrance extends ChannelInboundHandlerAdapter {

  private static final AttributeKey<Crowd> CROWD = AttributeKey.valueOf("hub.entrance");

  /** After which those who have not come in are forgotten: their connection may have failed. */
  private static final long PATIENCE_MILLIS = 200;

  /** Those who are on their way in through one listening channel; belongs to its thread. */
  private static final class Crowd {
    private int entering;
    private boolean closed;
    private long closings;
  }

  private final Duration firstRequest;
  private final int atOnce;

  /**
   * @param firstRequest within which something must become HTTP
   * @param atOnce how many may be on their way in
   */
  Entrance(Duration firstRequest, int atOnce) {
    this.firstRequest = firstRequest;
    this.atOnce = atOnce;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel accepted = (Channel) message;
    Crowd crowd = crowd(context.channel());
    if (++crowd.entering >= atOnce && !crowd.closed) {
      close(context, crowd);
    }
    FirstRequestDeadline deadline =
        new FirstRequestDeadline(
            firstRequest, () -> context.executor().execute(() -> entered(context, crowd)));
    accepted.pipeline().addFirst(deadline);
    context.fireChannelRead(accepted);
  }

  private static Crowd crowd(Channel listening) {
    Crowd crowd = listening.attr(CROWD).get();
    if (crowd == null) {
      crowd = new Crowd();
      listening.attr(CROWD).set(crowd);
    }
    return crowd;
  }

  private static void close(ChannelHandlerContext context, Crowd crowd) {
    crowd.closed = true;
    context.channel().config().setAutoRead(false);
    long closing = ++crowd.closings;
    Runnable forget =
        () -> {
          if (crowd.closings == closing) {
            open(context, crowd);
          }
        };
    context.executor().schedule(forget, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void entered(ChannelHandlerContext context, Crowd crowd) {
    crowd.entering = Math.max(0, crowd.entering - 1);
    if (crowd.entering == 0) {
      open(context, crowd);
    }
  }

  private static void open(ChannelHandlerContext context, Crowd crowd) {
    if (crowd.closed) {
      crowd.closed = false;
      crowd.entering = 0;
      context.channel().config().setAutoRead(true);
    }
  }
}
