package org.realtimehub.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.SystemPropertyUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxHandler;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimehub.http.LastAnswer;

/**
 * The fast way, for clear-text HTTP/1.1: once the head is out, it takes the Netty channel from
 * Vert.x and sends ready, shared bytes. For Vert.x the connection is closed then, so that nothing
 * of what it holds for a request, which is more than half of an idle connection, stays.
 *
 * <p>The request is the connection's last: what the client sends after it is thrown away, and the
 * connection is closed when the body ends.
 *
 * <p>As long as the channel is not ours, everything goes the plain way.
 */
final class DirectAnswer extends ChannelInboundHandlerAdapter implements Answer {

  /** What Vert.x 5 puts into the channel of an HTTP/1.1 connection as we configure it. */
  private static final Set<String> KNOWN_HANDLERS = Set.of("httpDecoder", "httpEncoder", "handler");

  /** What it adds on a transport that cannot send files by itself, which io_uring is. */
  private static final String FILE_WRITER = "chunkedWriter";

  /** What Netty counts for a write besides its bytes, which can be set. */
  private static final int COST_OF_WRITE =
      SystemPropertyUtil.getInt("io.netty.transport.outboundBufferEntrySizeOverhead", 96);

  /** A client that sends more than this behind its request is not reading a stream. */
  private static final int MAX_RECEIVED = 64 * 1024;

  private final Connection connection;

  /** Null once the channel is ours. */
  private @Nullable ResponseAnswer plain;

  /** Null until the channel is ours. */
  private @Nullable ChannelHandlerContext channel;

  /** Null where the socket cannot be reached past the channel. */
  private @Nullable Socket socket;

  /** Whether bytes may wait in the channel, which must then go first. */
  private boolean queued = true;

  private int received;
  private @Nullable Throwable failure;

  private DirectAnswer(ResponseAnswer plain, Connection connection) {
    this.plain = plain;
    this.connection = connection;
  }

  /** Whether the request's connection can be written to directly. */
  static boolean suits(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && !request.isSSL()
        && request.connection() instanceof ConnectionBase;
  }

  static DirectAnswer of(HttpServerRequest request, Connection connection) {
    DirectAnswer answer = new DirectAnswer(new ResponseAnswer(request, connection), connection);
    LastAnswer.announce(request);
    // Not before the end of the request, which comes after its head, has passed the decoder.
    connection.later(() -> answer.takeOver(request));
    return answer;
  }

  private void takeOver(HttpServerRequest request) {
    Channel ours = ((ConnectionBase) request.connection()).channel();
    ChannelPipeline pipeline = ours.pipeline();
    if (connection.ended()
        || !ours.isActive()
        || !request.isEnded()
        || !request.response().headWritten()
        || !handlersAreKnown(pipeline)
        || !withoutFileWriter(ours)) {
      return;
    }
    pipeline.addAfter("httpDecoder", "stream", this);
    // What the decoder still holds comes to this handler.
    pipeline.remove("httpDecoder");
    pipeline.remove("httpEncoder");
    request.response().closeHandler(null).exceptionHandler(null).endHandler(null);
    VertxHandler<?> handler = (VertxHandler<?>) pipeline.remove("handler");
    handler.channelInactive(pipeline.firstContext());
    channel = pipeline.context(this);
    socket = ours instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket s ? s : null;
    plain = null;
    // Vert.x stops reading when a client sends request after request: its leaving would go unseen.
    ours.config().setAutoRead(true);
    ours.flush();
  }

  private static boolean handlersAreKnown(ChannelPipeline pipeline) {
    Set<String> handlers = new HashSet<>(pipeline.toMap().keySet());
    handlers.remove(FILE_WRITER);
    return handlers.equals(KNOWN_HANDLERS);
  }

  /** What that handler holds would be lost with it, and it holds what the channel cannot take. */
  private static boolean withoutFileWriter(Channel channel) {
    if (channel.pipeline().get(FILE_WRITER) == null) {
      return true;
    }
    channel.flush();
    if (!channel.isWritable()) {
      return false;
    }
    channel.pipeline().remove(FILE_WRITER);
    return true;
  }

  private ResponseAnswer requirePlain() {
    ResponseAnswer answer = plain;
    if (answer == null) {
      throw new IllegalStateException("the channel is taken over");
    }
    return answer;
  }

  @Override
  public void begin(Buffer first) {
    requirePlain().begin(first);
  }

  @Override
  public int write(Bundle bundle) {
    ChannelHandlerContext out = channel;
    if (out == null) {
      return requirePlain().write(bundle);
    }
    ByteBuf bytes = bundle.chunk(ByteBufAllocator.DEFAULT);
    int length = bytes.readableBytes();
    int sent = send(bytes);
    if (sent < length) {
      queue(out, bytes, sent);
    }
    return length;
  }

  /**
   * Gives the bytes to the kernel, if nothing goes before them: through the channel it costs as
   * much again as the system call does in user space. Returns how many it took.
   */
  private int send(ByteBuf bytes) {
    Socket direct = socket;
    // A closed socket's number may be another connection's by now.
    if (direct == null || !direct.isOpen() || !bytes.hasMemoryAddress()) {
      return 0;
    }
    if (queued && waiting() > 0) {
      return 0;
    }
    queued = false;
    try {
      return direct.sendAddress(bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
    } catch (IOException e) {
      // The channel finds the same, and closes.
      failed(e);
      return 0;
    }
  }

  /** Leaves the rest to the channel, in pieces. */
  private void queue(ChannelHandlerContext out, ByteBuf bytes, int sent) {
    queued = true;
    int length = bytes.readableBytes();
    for (int from = sent; from < length; from += MAX_WRITE) {
      int size = Math.min(MAX_WRITE, length - from);
      out.write(bytes.retainedSlice(bytes.readerIndex() + from, size), out.voidPromise());
    }
    out.flush();
  }

  @Override
  public long waiting() {
    ChannelHandlerContext out = channel;
    if (out == null) {
      return requirePlain().waiting();
    }
    if (!queued) {
      return 0;
    }
    ChannelOutboundBuffer buffer = out.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** All that waits has been flushed: the buffer's size is the number of its writes. */
  @Override
  public long untaken() {
    ChannelHandlerContext out = channel;
    if (out == null) {
      return requirePlain().untaken();
    }
    ChannelOutboundBuffer buffer = queued ? out.channel().unsafe().outboundBuffer() : null;
    return buffer == null
        ? 0
        : buffer.totalPendingWriteBytes() - (long) buffer.size() * COST_OF_WRITE;
  }

  @Override
  public String protocol() {
    return "HTTP/1.1";
  }

  @Override
  public void whenTaken(Runnable action) {
    ChannelHandlerContext out = channel;
    if (out == null) {
      requirePlain().whenTaken(action);
      return;
    }
    // Nothing, but behind all that waits. A failure closes the channel, which is told elsewhere.
    ChannelPromise taken = out.newPromise();
    taken.addListener(
        done -> {
          if (done.isSuccess()) {
            connection.later(action);
          }
        });
    out.writeAndFlush(Unpooled.EMPTY_BUFFER, taken);
  }

  @Override
  public Future<Void> end(Buffer last) {
    ChannelHandlerContext out = channel;
    if (out == null) {
      return requirePlain().end(last);
    }
    Promise<Void> sent = Promise.promise();
    ChannelPromise written = out.newPromise();
    written.addListener(
        done -> {
          out.close();
          if (done.isSuccess()) {
            sent.complete();
          } else {
            sent.fail(done.cause());
          }
        });
    out.writeAndFlush(lastChunks(last), written);
    return sent.future();
  }

  private static ByteBuf lastChunks(Buffer last) {
    return last.length() == 0
        ? Unpooled.wrappedBuffer(Chunk.LAST)
        : Unpooled.wrappedBuffer(Chunk.head(last.length()), last.getBytes(), Chunk.END, Chunk.LAST);
  }

  @Override
  public void breakOff() {
    ChannelHandlerContext out = channel;
    if (out == null) {
      requirePlain().breakOff();
    } else {
      out.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      received += bytes.readableBytes();
    }
    ReferenceCountUtil.release(message);
    if (received > MAX_RECEIVED) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed(cause);
    context.close();
  }

  private void failed(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  /** The way every connection ends, whoever closes it. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.clientGone(failure);
  }
}
