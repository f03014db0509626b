package org.realtimehub.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The client side of a run, on two threads: one reads the streams, the other publishes and keeps
 * the few streams whose latency counts while the first is busy. Raw TCP on Netty: a client library
 * would cost more than the server under test.
 */
final class Driver implements AutoCloseable {

  /** The largest that Netty's pool keeps per thread; a whole burst mostly fits. */
  static final int READ_BYTES = 32 << 10;

  private static final int CONNECT_MILLIS = 10_000;

  private final EventLoopGroup group;
  private final EventLoop reading;
  private final EventLoop publishing;

  Driver() {
    group =
        new MultiThreadIoEventLoopGroup(
            2,
            new DefaultThreadFactory("bench", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    reading = group.next();
    publishing = group.next();
  }

  EventLoop reading() {
    return reading;
  }

  EventLoop publishing() {
    return publishing;
  }

  /** A connection whose channel belongs to that loop. */
  ChannelFuture connect(EventLoop loop, Target target, Supplier<List<ChannelHandler>> handlers) {
    return new Bootstrap()
        .group(loop)
        .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                handlers.get().forEach(channel.pipeline()::addLast);
              }
            })
        .connect(target.host(), target.port());
  }

  /** Looks at what belongs to a loop, on that loop. */
  static <T> CompletableFuture<T> on(EventLoop loop, Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    loop.execute(
        () -> {
          try {
            answer.complete(question.call());
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
