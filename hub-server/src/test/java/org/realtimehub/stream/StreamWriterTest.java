package org.realtimehub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.AdmissionOutcome;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;
import org.realtimehub.delivery.DispatchLimits;
import org.realtimehub.delivery.Dispatcher;
import org.realtimehub.delivery.Interest;
import org.realtimehub.feed.Window;
import org.realtimehub.log.MemoryEventLog;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.log.Retention;
import org.realtimehub.presence.Presence;
import org.realtimehub.timing.TimeoutWheel;
import org.realtimehub.update.Event;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;

class StreamWriterTest {

  private static final StreamSettings SETTINGS =
      new StreamSettings(FrameFormat.SSE, true, 100, 15_000, 0, 0);

  /** A socket that takes what it is told to take. */
  private static final class Socket implements Answer {
    private final List<String> written = new ArrayList<>();
    private long waiting;
    private int asked;
    private @Nullable Runnable whenTaken;

    @Override
    public void begin(Buffer first) {}

    @Override
    public int write(Bundle bundle) {
      written.add(bundle.plain().toString());
      waiting += bundle.length();
      return bundle.length();
    }

    @Override
    public long untaken() {
      return waiting;
    }

    @Override
    public String protocol() {
      return "HTTP/1.1";
    }

    @Override
    public long waiting() {
      return waiting;
    }

    @Override
    public void whenTaken(Runnable action) {
      asked++;
      whenTaken = action;
    }

    void takeAll() {
      waiting = 0;
      Objects.requireNonNull(whenTaken).run();
    }

    @Override
    public Future<Void> end(Buffer last) {
      return Future.succeededFuture();
    }

    @Override
    public void breakOff() {}
  }

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Socket socket = new Socket();
  private final Loop loop = loop();
  private final StreamWriter writer = writer();

  private Loop loop() {
    Dispatcher dispatcher =
        new Dispatcher(
            context,
            new Window(8, 1 << 20),
            new MemoryEventLog(
                new Retention(8, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
            InstantSource.system(),
            DispatchLimits.DEFAULT);
    TimeoutWheel wheel = new TimeoutWheel(100, 16, 0);
    return new Loop(context, dispatcher, wheel, new Connections(), Presence.silent());
  }

  private StreamWriter writer() {
    Admission admission = new Admission(new AdmissionLimits(1, 0, Duration.ZERO, 0, 0));
    AdmissionOutcome.Admitted admitted =
        (AdmissionOutcome.Admitted) admission.ask("127.0.0.1", null, () -> {});
    Client client =
        new Client(
            new Interest(List.of(), Grants.none(), Dialect.DRAFT_08, "c"),
            Payloads.none(),
            "127.0.0.1",
            Optional.empty(),
            Optional.empty(),
            true,
            FrameFormat.Shape.PLAIN);
    Lifetime lifetime = new Lifetime(Long.MAX_VALUE, Long.MAX_VALUE, CloseReason.OVER_AGE, 15_000);
    StreamWriter[] made = new StreamWriter[1];
    PlaceIds ids = new PlaceIds(new PositionTokens(new byte[32]));
    new Connection(
        loop,
        client,
        lifetime,
        admitted.place(),
        connection -> made[0] = new StreamWriter(connection, loop, socket, SETTINGS, ids));
    return made[0];
  }

  /** Runs on the loop, and returns when the turn, with its flush, is over. */
  private void turn(Runnable task) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    context.runOnContext(
        v -> {
          task.run();
          context.runOnContext(w -> over.complete(null));
        });
    over.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static LoggedUpdate update(long offset, int length) {
    Event event = Event.ofData("x".repeat(length));
    return new LoggedUpdate(
        offset, new Update("u" + offset, List.of("/t"), event, Handling.PUBLIC));
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void allOfATurn_leavesInOneWrite() {
    turn(
        () -> {
          assertThat(writer.offer(update(1, 5))).isTrue();
          assertThat(writer.offer(update(2, 5))).isTrue();
          assertThat(socket.written).isEmpty();
        });
    assertThat(socket.written).containsExactly("id: u1\ndata: xxxxx\n\nid: u2\ndata: xxxxx\n\n");
  }

  @Test
  void updateThatIsTooMuch_isRefused_andAskedForWhenTheSocketTookTheRest() {
    turn(() -> assertThat(writer.offer(update(1, 80))).isTrue());
    turn(() -> assertThat(writer.offer(update(2, 80))).isFalse());
    turn(() -> assertThat(writer.offer(update(2, 80))).isFalse());
    assertThat(socket.asked).isEqualTo(1);
    turn(socket::takeAll);
    turn(() -> assertThat(writer.offer(update(2, 80))).isTrue());
    assertThat(socket.written).hasSize(2);
  }

  @Test
  void singleUpdateThatIsLargerThanTheBuffer_passesAlone() {
    turn(
        () -> {
          assertThat(writer.offer(update(1, 500))).isTrue();
          assertThat(writer.offer(update(2, 1))).isFalse();
        });
    assertThat(socket.written).hasSize(1);
  }

  @Test
  void gapThatIsToldWhileAnUpdateIsRefused_leavesAtOnce_andTheStreamGoesOn() {
    turn(() -> assertThat(writer.offer(update(1, 80))).isTrue());
    turn(() -> assertThat(writer.offer(update(2, 80))).isFalse());
    turn(writer::gap);
    assertThat(socket.written).hasSize(2).last().asString().startsWith("event: hub-gap\n");
    turn(socket::takeAll);
    turn(() -> assertThat(writer.offer(update(9, 5))).isTrue());
    assertThat(socket.written).hasSize(3).last().asString().startsWith("id: u9\n");
  }

  @Test
  void heartbeat_isNotAddedToWhatWaits() {
    turn(() -> assertThat(writer.offer(update(1, 80))).isTrue());
    turn(writer::heartbeat);
    assertThat(socket.written).hasSize(1);
    turn(
        () -> {
          socket.waiting = 0;
          writer.heartbeat();
        });
    assertThat(socket.written).hasSize(2).last().isEqualTo("event: hub-heartbeat\ndata: {}\n\n");
  }
}
