package org.realtimehub.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.health.CanaryReport;
import org.realtimehub.cluster.Membership;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LoopLoad;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.feed.FeedVerticle;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.publish.Publisher;

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
    public Future<SweepReport> sweep(SweepLimits asked, boolean dryRun) {
      Promise<SweepReport> sweep = Promise.promise();
      limits.add(asked);
      sweeps.add(sweep);
      return sweep.future();
    }

    @Override
    public Future<Integer> close(Verdict verdict) {
      return Future.succeededFuture(0);
    }

    @Override
    public Future<Boolean> visit(Visitor visitor) {
      return Future.succeededFuture(true);
    }

    @Override
    public Future<Boolean> visitMatchers(MatcherVisitor visitor) {
      return Future.succeededFuture(true);
    }

    @Override
    public Future<List<Integer>> subscribers(List<String> topics) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public LoopLoad load() {
      return new LoopLoad(0, 0);
    }

    @Override
    public Future<LoopState> state() {
      return Future.succeededFuture(state);
    }
  }

  private static final String UPDATES = "hub.test.updates";

  /** Never, as far as a test is concerned. */
  private static final Duration HEAD_CHECK = Duration.ofHours(1);

  static final SweepLimits SWEEP_LIMITS =
      new SweepLimits(Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** How many nodes are together, of two that must be. */
  volatile Set<String> together = Set.of("one", "other");

  private final Membership membership =
      new Membership() {
        @Override
        public String self() {
          return "one";
        }

        @Override
        public Set<String> nodes() {
          return together;
        }

        @Override
        public int minimumSize() {
          return 2;
        }

        @Override
        public void listen(Listener listener) {
          throw new UnsupportedOperationException("nobody listens here");
        }
      };
  final ScriptedEventLog log = new ScriptedEventLog();
  final List<TestLoop> loops = List.of(new TestLoop(), new TestLoop());
  final Connections connections = new Connections();
  final Admission admission =
      new Admission(new AdmissionLimits(1, 10, Duration.ofSeconds(1), 0, 0));
  final CanaryReport canary = new CanaryReport();
  final AtomicBoolean draining = new AtomicBoolean();
  final AtomicReference<@Nullable String> problem = new AtomicReference<>();
  private final Vertx vertx = Vertx.vertx();

  /**
   * The JDK's: the answer of a Vert.x client that is used outside its event loops may have passed
   * before anybody asks for its body.
   */
  private final HttpClient client = HttpClient.newHttpClient();

  private final AdminVerticle admin;

  /** What is published here passes through the log, the bus and the feed. */
  final Publisher publisher;

  TestNode(Duration sweepEvery) throws Exception {
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
    Window window = new Window(64, 1 << 20);
    FeedVerticle feed = new FeedVerticle(UPDATES, log, window, HEAD_CHECK);
    vertx.deployVerticle(feed).await(20, TimeUnit.SECONDS);
    publisher = new Publisher(vertx, feed.owner(), log, UPDATES, Duration.ofSeconds(20), 100);
    NodeView view =
        new NodeView(
            membership,
            log,
            List.copyOf(loops),
            connections,
            admission,
            new NodeView.Counts(publisher.counts(), feed.feed().counts()),
            new NodeView.Flow(feed.feed(), window, publisher::announce, canary),
            draining::get,
            Map.of("restrictions", () -> Optional.ofNullable(problem.get())));
    admin = new AdminVerticle(new AdminSettings("127.0.0.1", 0, sweepEvery, SWEEP_LIMITS), view);
    vertx.deployVerticle(admin).await(20, TimeUnit.SECONDS);
  }

  Answer get(String path) throws Exception {
    return request("GET", path);
  }

  Answer request(String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    String contentType = String.valueOf(response.headers().firstValue("Content-Type").orElse(null));
    return new Answer(response.statusCode(), contentType, response.body());
  }

  /** Lets timers of this time, and those set before, run. */
  void pause(Duration time) throws Exception {
    vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).await(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
