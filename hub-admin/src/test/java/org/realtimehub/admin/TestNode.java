package org.realtimehub.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.AccessSettings;
import org.realtimehub.admin.access.ApiToken;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.api.About;
import org.realtimehub.admin.api.Backend;
import org.realtimehub.admin.api.ConfigValue;
import org.realtimehub.admin.api.Publishing;
import org.realtimehub.admin.health.CanaryReport;
import org.realtimehub.admin.live.LogFacts;
import org.realtimehub.admin.oidc.OidcSettings;
import org.realtimehub.cluster.Membership;
import org.realtimehub.cluster.MemorySharedMap;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LoopLoad;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.Sweeps;
import org.realtimehub.control.Control;
import org.realtimehub.control.ControlVerticle;
import org.realtimehub.control.Gauges;
import org.realtimehub.control.LocalNode;
import org.realtimehub.control.NodeFacts;
import org.realtimehub.control.SharedState;
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.feed.FeedVerticle;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.publish.Publisher;
import org.realtimehub.update.Update;

/** The admin side of a node whose insides a test controls, behind its real port. */
final class TestNode implements AutoCloseable {

  /** What a client got. */
  record Answer(int status, String contentType, String body) {}

  /** A loop that reports what it is told, and keeps sweeps waiting for the test. */
  static final class TestLoop implements ConnectionLoop {

    final List<Promise<SweepReport>> sweeps = new CopyOnWriteArrayList<>();
    final List<SweepLimits> limits = new CopyOnWriteArrayList<>();
    volatile LoopState state = LoopState.EMPTY;

    /** It answers no questions. */
    volatile boolean stuck;

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
      return stuck ? Promise.<LoopState>promise().future() : Future.succeededFuture(state);
    }
  }

  /** A token that may do everything. */
  static final String ALMIGHTY = "a token that may do everything";

  static final ApiToken ALMIGHTY_TOKEN = token("almighty", ALMIGHTY, Permission.values());

  private static final String UPDATES = "hub.test.updates";

  /** Never, as far as a test is concerned. */
  private static final Duration HEAD_CHECK = Duration.ofHours(1);

  static ApiToken token(String name, String text, Permission... scopes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new ApiToken(name, HexFormat.of().formatHex(hash), Set.of(scopes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

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
  final TestClock clock = new TestClock();

  /** What is published through the API goes nowhere but here. */
  final List<List<Map.Entry<String, String>>> published = new CopyOnWriteArrayList<>();

  private final Publishing publishing =
      (fields, by) -> {
        published.add(fields);
        return Future.succeededFuture("urn:test:1");
      };
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
    this(
        sweepEvery, new AccessSettings(List.of(), List.of(ALMIGHTY_TOKEN), Duration.ofMinutes(30)));
  }

  /** For tests that are not about sweeps. */
  static TestNode of(AccessSettings access) throws Exception {
    return new TestNode(Duration.ofHours(1), access);
  }

  /** With a provider whose users may sign in, too. */
  static TestNode of(AccessSettings access, OidcSettings oidc) throws Exception {
    return new TestNode(Duration.ofHours(1), access, Optional.of(oidc));
  }

  /**
   * @param before published before the node started
   */
  TestNode(Duration sweepEvery, AccessSettings access, Update... before) throws Exception {
    this(sweepEvery, access, Optional.empty(), before);
  }

  private TestNode(
      Duration sweepEvery, AccessSettings access, Optional<OidcSettings> oidc, Update... before)
      throws Exception {
    log.appendNow(before);
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
            new NodeView.Flow(
                new LogFacts("memory", 64, 1 << 20, Duration.ofHours(1)),
                feed.feed(),
                window,
                publisher::announce,
                canary,
                () -> 3),
            draining::get,
            Map.of("restrictions", () -> Optional.ofNullable(problem.get())));
    Sweeps sweeps = new Sweeps(List.copyOf(loops), SWEEP_LIMITS, clock);
    Backend backend =
        new Backend(
            new About("one", "test", "1", "http://localhost/.well-known/mercure"),
            control(sweeps, feed),
            sweeps,
            publishing,
            List.of(new ConfigValue("name", "test", "default", "")));
    AdminSettings settings =
        new AdminSettings(
            "127.0.0.1",
            0,
            Optional.empty(),
            request -> request.remoteAddress().hostAddress(),
            access,
            oidc,
            sweepEvery,
            Duration.ZERO);
    admin = new AdminVerticle(settings, view, backend, clock);
    vertx.deployVerticle(admin).await(20, TimeUnit.SECONDS);
  }

  private Control control(Sweeps sweeps, FeedVerticle feed) throws Exception {
    SharedState state =
        SharedState.load(new MemorySharedMap(clock), clock).await(20, TimeUnit.SECONDS);
    LocalNode self =
        new LocalNode(
            new NodeFacts("http://localhost/", "127.0.0.1:1", "127.0.0.1:2", "1", Instant.EPOCH),
            connections,
            List.copyOf(loops),
            sweeps,
            new Gauges(publisher.counts(), feed.feed().counts(), admission, canary::seconds),
            feed.feed()::head);
    ControlVerticle control = new ControlVerticle("test", membership, state, self);
    vertx.deployVerticle(control).await(20, TimeUnit.SECONDS);
    return control.control();
  }

  /** With a token that may do everything. */
  Answer get(String path) throws Exception {
    return request("GET", path);
  }

  Answer request(String method, String path) throws Exception {
    HttpResponse<String> response =
        send(
            to(path)
                .header("Authorization", "Bearer " + ALMIGHTY)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    String contentType = String.valueOf(response.headers().firstValue("Content-Type").orElse(null));
    return new Answer(response.statusCode(), contentType, response.body());
  }

  /** A request without credentials. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Does not wait for the answer. */
  CompletableFuture<HttpResponse<String>> sending(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** An answer whose body may have no end. */
  HttpResponse<InputStream> open(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** The status of such an answer. */
  int head(HttpRequest.Builder request) throws Exception {
    HttpResponse<InputStream> answer = open(request);
    answer.body().close();
    return answer.statusCode();
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
