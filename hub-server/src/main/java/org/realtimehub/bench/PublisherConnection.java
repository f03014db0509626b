package org.realtimehub.bench;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection that publishes, one request at a time. Belongs to its loop. */
final class PublisherConnection extends SimpleChannelInboundHandler<FullHttpResponse> {

  /** What may be due and wait for the answer before it; the rest is left out, a lower rate. */
  private static final int MOST_WAITING = 1_000;

  private record Due(int lane, long nanos) {}

  private final Publishers publishers;
  private final int number;
  private final ArrayDeque<Due> waiting = new ArrayDeque<>();
  private @Nullable ChannelHandlerContext context;
  private boolean busy;
  private int turns;
  private int lane;
  private long sentNanos;

  PublisherConnection(Publishers publishers, int number) {
    this.publishers = publishers;
    this.number = number;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    this.context = context;
  }

  /**
   * Publishes now, or as soon as it is this one's turn.
   *
   * @param dueNanos the time from which the update's latency counts
   */
  void publish(int nextLane, long dueNanos) {
    if (!busy && context != null) {
      busy = true;
      lane = nextLane;
      sentNanos = dueNanos;
      context.writeAndFlush(publishers.request(lane, sentNanos));
    } else if (waiting.size() < MOST_WAITING) {
      waiting.add(new Due(nextLane, dueNanos));
    }
  }

  /** Publishes the next of its own lanes, which are every so-many-th from its number on. */
  void publishNext(int lanes, int connections) {
    int own = (lanes - number + connections - 1) / connections;
    publish(number + connections * (turns++ % own), Clock.now());
  }

  void forgetWaiting() {
    waiting.clear();
  }

  boolean isBehind() {
    return !waiting.isEmpty();
  }

  boolean isBusy() {
    return busy;
  }

  void close() {
    if (context != null) {
      context.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    String body = response.content().toString(StandardCharsets.UTF_8);
    if (response.status().code() / 100 != 2 || !busy) {
      publishers.failed("a publish was answered " + response.status().code() + ": " + body);
      return;
    }
    busy = false;
    publishers.answered(lane, sentNanos, body);
    Due next = waiting.poll();
    if (next != null) {
      publish(next.lane(), next.nanos());
    } else {
      publishers.idle(this);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    publishers.failed("the connection of a publisher was closed");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    publishers.failed("a publisher: " + cause);
    context.close();
  }
}
