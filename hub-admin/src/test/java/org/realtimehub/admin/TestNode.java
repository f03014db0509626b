package org.realtimehub.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.publish.PublishCounts;

/** The admin side of a node whose insides a test controls, behind its real port. */
final class TestNode implements AutoCloseable {

  /** What a client got. */
  record Answer(int status, String contentType, String body) {}

  /** A loop that reports what it is told, and keeps sweeps waiting for the test. */
  static final class TestLoop implements ConnectionLoop {

    final List<Promise<SweepReport>> sweeps = new CopyOnWriteArrayList<>();
    final List<SweepLimits> limits = new CopyOnWriteArrayList<>();
    volatile LoopState state = LoopState.EMPTY;

    @Override
    public Future<SweepReport> sweep(SweepLimits asked) {
      Promise<SweepReport> sweep = Promise.promise();
      limits.add(asked);
      sweeps.add(sweep);
      return sweep.future();
    }

    @Override
    public Future<LoopState> state() {
      return Future.succeededFuture(state);
    }
  }

  static final SweepLimits SWEEP_LIMITS = new SweepLimits(Duration.ofSeconds(30), Duration.ZERO);

  final ScriptedEventLog log = new ScriptedEventLog();
  final List<TestLoop> loops = List.of(new TestLoop(), new TestLoop());
  final Connections connections = new Connections();
  final Admission admission =
      new Admission(new AdmissionLimits(1, 10, Duration.ofSeconds(1), 0, 0));
  final AtomicBoolean draining = new AtomicBoolean();
  private final Vertx vertx = Vertx.vertx();

  /** Held: Vert.x closes a client that nobody refers to any more, whatever it is doing. */
  private final HttpClient client = vertx.createHttpClient();

  private final AdminVerticle admin;

  TestNode(Duration sweepEvery) throws Exception {
    NodeView view =
        new NodeView(
            log, List.copyOf(loops), connections, admission, new PublishCounts(), draining::get);
    admin = new AdminVerticle(new AdminSettings("127.0.0.1", 0, sweepEvery, SWEEP_LIMITS), view);
    vertx.deployVerticle(admin).await(20, TimeUnit.SECONDS);
  }

  Answer get(String path) throws Exception {
    return request(HttpMethod.GET, path);
  }

  Answer request(HttpMethod method, String path) throws Exception {
    return client
        .request(method, admin.port(), "127.0.0.1", path)
        .compose(request -> request.send())
        .compose(TestNode::answer)
        .await(20, TimeUnit.SECONDS);
  }

  /** Lets timers of this time, and those set before, run. */
  void pause(Duration time) throws Exception {
    vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).await(20, TimeUnit.SECONDS);
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response
        .body()
        .map(
            body ->
                new Answer(
                    response.statusCode(),
                    String.valueOf(response.getHeader("Content-Type")),
                    body.toString()));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
