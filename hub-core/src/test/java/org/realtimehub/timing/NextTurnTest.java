package org.realtimehub.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NextTurnTest {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  @Test
  void workThatGoesOnInTurns_leavesTheLoopToItsSockets() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      Context context = vertx.getOrCreateContext();
      NetServer server = vertx.createNetServer();
      server.connectHandler(socket -> socket.handler(socket::write));
      int port =
          server
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .orTimeout(20, TimeUnit.SECONDS)
              .join()
              .actualPort();
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.setSoTimeout(20_000);
        client.getOutputStream().write('a');
        assertThat(client.getInputStream().read()).isEqualTo('a');

        CompletableFuture<Void> begun = new CompletableFuture<>();
        NextTurn.run(context, () -> step(context, begun));
        begun.orTimeout(20, TimeUnit.SECONDS).join();
        int before = steps.get();
        client.getOutputStream().write('b');
        assertThat(client.getInputStream().read()).isEqualTo('b');
        // In one turn, which may take a second, there would be some hundreds more.
        assertThat(steps.get() - before).isLessThan(200);
      }
    } finally {
      enough.set(true);
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  /** Keeps the loop busy for a while, and then goes on. */
  private void step(Context context, CompletableFuture<Void> begun) {
    long end = System.nanoTime() + STEP_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    steps.incrementAndGet();
    begun.complete(null);
    if (!enough.get()) {
      NextTurn.run(context, () -> step(context, begun));
    }
  }
}
