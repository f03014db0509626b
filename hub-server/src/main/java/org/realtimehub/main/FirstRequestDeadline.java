package org.realtimehub.main;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.VertxHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an accepted connection on which nothing becomes HTTP in time: no TLS handshake, no request
 * head, half a preface. Where HTTP/1.1 and HTTP/2 share a port in clear text, Vert.x shows a
 * connection to its server only with the first request head, so nothing above could watch it.
 */
final class FirstRequestDeadline extends ChannelInboundHandlerAdapter {

  /** Name that Vert.x gives its handler of a connection, which it replaces as it learns more. */
  private static final String CONNECTION_HANDLER = "handler";

  private final Duration limit;
  private @Nullable Future<?> deadline;

  private FirstRequestDeadline(Duration limit) {
    this.limit = limit;
  }

  /** Stands on a listening channel, whose messages are the accepted ones. */
  @ChannelHandler.Sharable
  static final class Acceptor extends ChannelInboundHandlerAdapter {

    private final Duration limit;

    Acceptor(Duration limit) {
      this.limit = limit;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      ((Channel) accepted).pipeline().addFirst(new FirstRequestDeadline(limit));
      context.fireChannelRead(accepted);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline =
        context.executor().schedule(() -> passed(context), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What came has passed all handlers when this returns. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.fireChannelRead(message);
    if (!context.isRemoved() && speaksHttp(context.pipeline().get(CONNECTION_HANDLER))) {
      context.pipeline().remove(this);
    }
  }

  private static void passed(ChannelHandlerContext context) {
    if (speaksHttp(context.pipeline().get(CONNECTION_HANDLER))) {
      context.pipeline().remove(context.handler());
    } else {
      context.close();
    }
  }

  private static boolean speaksHttp(@Nullable ChannelHandler handler) {
    if (handler instanceof Http2ConnectionHandler http2) {
      return http2.decoder().prefaceReceived();
    }
    return handler instanceof VertxHandler<?> vertx
        && !(vertx.getConnection() instanceof NetSocket);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
