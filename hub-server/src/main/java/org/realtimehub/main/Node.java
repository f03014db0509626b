package org.realtimehub.main;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.realtimehub.access.InvalidKeysException;
import org.realtimehub.access.TokenVerifier;
import org.realtimehub.admin.AdminVerticle;
import org.realtimehub.admin.NodeView;
import org.realtimehub.admin.api.Backend;
import org.realtimehub.admin.health.CanaryReport;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.Origins;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.Sweeps;
import org.realtimehub.control.Control;
import org.realtimehub.control.ControlVerticle;
import org.realtimehub.control.Gauges;
import org.realtimehub.control.LocalNode;
import org.realtimehub.control.SharedState;
import org.realtimehub.delay.DelayedPublisher;
import org.realtimehub.delay.Delays;
import org.realtimehub.endpoint.EndpointFactory;
import org.realtimehub.endpoint.PublishLimits;
import org.realtimehub.endpoint.PublishParser;
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.feed.FeedVerticle;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.EventLog;
import org.realtimehub.publish.Publisher;
import org.realtimehub.stream.Opening;
import org.realtimehub.topic.Matchers;
import org.realtimehub.tracing.PublishTracing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the hub: here everything is put together, in the order in which it starts, and taken
 * apart again. Not for event loops: both take their time.
 */
public final class Node {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration HEAD_CHECK = Duration.ofSeconds(2);
  private static final int MAX_QUEUED_PUBLISHES = 10_000;
  private static final long TOLD_MILLIS = 5_000;

  private final HubConfig config;
  private final Ground ground;
  private final Keys keys;
  private final Publisher publisher;
  private final PublishTracing tracing;
  private final Opening opening;
  private final Supplier<Future<Void>> told;
  private final List<SseVerticle> servers;
  private final NodeView view;
  private final ControlVerticle control;
  private final String controlDeployment;
  private volatile boolean draining;

  /**
   * Starts a node of which nobody asks where its configuration comes from.
   *
   * @throws StartException when a key cannot be used or a port cannot be had
   */
  public static Node start(HubConfig configured) throws StartException {
    return start(configured, Origins.NONE);
  }

  /**
   * Starts a node.
   *
   * @param origins what its operators are shown of its configuration
   * @throws StartException when a key cannot be used or a port cannot be had
   */
  public static Node start(HubConfig configured, Origins origins) throws StartException {
    HubConfig config = FreePort.chosen(configured);
    InstantSource clock = InstantSource.system();
    Ground ground = new Ground(config, clock);
    try {
      return new Node(config, origins, ground, clock);
    } catch (InvalidKeysException e) {
      ground.leave();
      throw new StartException("authorization: " + e.getMessage(), e);
    } catch (StartException | RuntimeException e) {
      ground.leave();
      throw e;
    }
  }

  private Node(HubConfig config, Origins origins, Ground ground, InstantSource clock)
      throws InvalidKeysException, StartException {
    this.config = config;
    this.ground = ground;
    Vertx vertx = ground.vertx();
    EventLog log = ground.log();
    Matchers matchers = new Matchers(config.url());

    keys = new Keys(vertx);
    TokenVerifier verifier = new TokenVerifier(keys.settings(config), matchers, clock);
    keys.start();

    Futures.await(Patience.until(vertx, log));
    String updates = "hub." + config.name() + ".updates";
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
    Window window = new Window(config.history().maxEvents(), config.history().maxBytes());
    FeedVerticle feed = new FeedVerticle(updates, log, window, HEAD_CHECK);
    Futures.await(vertx.deployVerticle(feed));
    publisher =
        new Publisher(
            vertx, feed.owner(), log, updates, config.log().timeout(), MAX_QUEUED_PUBLISHES);
    Delays delays =
        new Delays(
            feed.owner(),
            log,
            publisher::announce,
            Settings.rank(ground.membership()),
            clock,
            Settings.delayLimits(config));
    Futures.await(feed.feed().attach(feed.owner(), delays));
    DelayedPublisher accepting = new DelayedPublisher(publisher::publish, delays);

    Connections connections = new Connections();
    Attendance attendance =
        Futures.await(
            Attendance.of(
                config,
                vertx,
                new Attendance.Parts(
                    ground.membership(), log, feed.feed(), connections, publisher)));
    told = attendance.told();
    Shared shared = new Shared(log, window, feed.feed(), connections, attendance.presence(), clock);

    SharedState state = Futures.await(SharedState.load(ground.shared(), clock));
    CanaryReport canary = new CanaryReport();
    Admission admission = new Admission(Settings.admission(config));
    opening = new Opening(admission, Settings.connections(config), state.tokens());
    tracing = Settings.tracing(config, ground.membership().self());
    EndpointFactory endpoints =
        new EndpointFactory(
            config,
            new EndpointFactory.Parts(
                log, state, accepting, verifier, opening, attendance.subscriptions(), tracing),
            matchers);
    servers = deployServers(vertx, shared, endpoints);

    view =
        new NodeView(
            ground.membership(),
            log,
            servers.stream().map(server -> (ConnectionLoop) server.loop()).toList(),
            connections,
            admission,
            new NodeView.Counts(publisher.counts(), feed.feed().counts()),
            new NodeView.Flow(
                Settings.log(config),
                feed.feed(),
                window,
                publisher::announce,
                canary,
                delays::count),
            () -> draining,
            Map.of("restrictions", state.restrictions()::problem));
    Sweeps sweeps = new Sweeps(view.loops(), Settings.sweepLimits(config), clock);
    LocalNode self =
        new LocalNode(
            Settings.facts(config),
            connections,
            view.loops(),
            sweeps,
            new Gauges(publisher.counts(), feed.feed().counts(), admission, canary::seconds),
            feed.feed()::head);
    control = new ControlVerticle(config.name(), ground.membership(), state, self);
    controlDeployment = Futures.await(vertx.deployVerticle(control));

    // Last, so that whatever operators ask for is there.
    Backend backend =
        new Backend(
            AdminWiring.about(config, ground.membership().self()),
            control.control(),
            sweeps,
            publishing(config, matchers, clock, accepting),
            AdminWiring.values(origins));
    AdminVerticle admin = new AdminVerticle(AdminWiring.settings(config), view, backend, clock);
    listening(vertx.deployVerticle(admin), "admin", config.admin().host(), config.admin().port());
  }

  private static AdminPublishing publishing(
      HubConfig config, Matchers matchers, InstantSource clock, DelayedPublisher publisher) {
    PublishLimits limits = PublishLimits.of(config.publish());
    return new AdminPublishing(new PublishParser(matchers, limits, clock), limits, publisher);
  }

  private List<SseVerticle> deployServers(Vertx vertx, Shared shared, EndpointFactory endpoints)
      throws StartException {
    int loops = Settings.loops(config.http());
    List<SseVerticle> deployed = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      SseVerticle server = new SseVerticle(shared, HttpOptions.of(config.http()), endpoints);
      listening(vertx.deployVerticle(server), "http", config.http().host(), config.http().port());
      deployed.add(server);
    }
    return List.copyOf(deployed);
  }

  private static void listening(Future<?> deployed, String section, String host, int port)
      throws StartException {
    try {
      Futures.await(deployed);
    } catch (CompletionException e) {
      Throwable cause = Futures.cause(e);
      throw new StartException(
          section + ".port: cannot listen on " + host + ":" + port + ": " + cause.getMessage(),
          cause);
    }
  }

  /** The public port. */
  public int port() {
    return servers.get(0).port();
  }

  /** The port of health and metrics. */
  public int adminPort() {
    return config.admin().port();
  }

  /** The configuration in force; a port that was 0 is the chosen one. */
  public HubConfig config() {
    return config;
  }

  /** What the admin side sees. */
  public NodeView view() {
    return view;
  }

  /** Runs the action when this node has lost its cluster for good, and is of no use any more. */
  void whenLost(Runnable action) {
    ground.whenLost(action);
  }

  /** What operators do to the whole hub, and see of it. */
  public Control control() {
    return control.control();
  }

  /**
   * Stops: turns newcomers away, spreads the ends of all streams over the drain time, answers what
   * is under way, and returns when all is released.
   */
  public void stop() {
    Duration drain = config.connections().drain();
    LOG.atInfo()
        .addKeyValue("connections", view.connections().size())
        .addKeyValue("drain", drain)
        .log("stopping");
    draining = true;
    opening.drain();
    Duration limit = drain.plusSeconds(5);
    List<Future<?>> ended = new ArrayList<>();
    for (SseVerticle server : servers) {
      ended.add(server.loop().drain(drain));
      ended.add(server.shutdown(limit));
    }
    Futures.await(Future.join(ended).otherwiseEmpty());
    // The other nodes learn from the log who left, not from this node's leaving.
    Futures.await(told.get().timeout(TOLD_MILLIS, TimeUnit.MILLISECONDS).otherwiseEmpty());
    Futures.await(keys.close().otherwiseEmpty());
    // Before the log is closed, or it would complain that it cannot read what the nodes share.
    Futures.await(ground.vertx().undeploy(controlDeployment).otherwiseEmpty());
    tracing.close();
    ground.leave();
    LOG.atInfo().addKeyValue("published", publisher.counts().accepted()).log("stopped");
  }
}
