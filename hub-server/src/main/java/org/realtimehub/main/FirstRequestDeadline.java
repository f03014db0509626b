package org.realtimehub.main;

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
  private final Runnable entered;
  private @Nullable Future<?> deadline;

  /**
   * @param entered runs when the connection's loop has had a turn for it, or it is gone
   */
  FirstRequestDeadline(Duration limit, Runnable entered) {
    this.limit = limit;
    this.entered = entered;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline =
        context.executor().schedule(() -> passed(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    // In the loop's next turn, in which it has seen to what the client may have sent by now.
    context.executor().schedule(entered, 0, TimeUnit.NANOSECONDS);
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
