package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.Slices;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.Sweeps;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Position;

/** Nodes of one hub in one JVM, on one event bus, with one shared map; new ones for each test. */
final class TestCluster implements BeforeEachCallback, AfterEachCallback {

  /** What nodes are configured with. */
  static final SweepLimits LIMITS =
      new SweepLimits(
          Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(24));

  /** A node without a server. */
  final class Node {

    final String id;
    final Connections connections = new Connections();
    final List<TestLoop> loops;
    final SharedState state;
    private final ControlVerticle verticle;
    private @Nullable String deployment;

    private Node(String id) throws Exception {
      this.id = id;
      this.state = await(SharedState.load(map, InstantSource.system()));
      NodeFacts facts =
          new NodeFacts("https://hub.example/", id + ":80", id + ":81", "1", Instant.EPOCH);
      Slices slices = new Slices(((VertxInternal) vertx).createEventLoopContext());
      loops = List.of(new TestLoop(connections, slices, 0), new TestLoop(connections, slices, 1));
      LocalNode self =
          new LocalNode(
              facts,
              connections,
              List.copyOf(loops),
              new Sweeps(List.copyOf(loops), LIMITS, InstantSource.system()),
              TestGauges.create(),
              () -> Optional.of(new Position("epoch", 7)));
      verticle = new ControlVerticle("test", new TestMembership(id, members), state, self);
    }

    Control control() {
      return verticle.control();
    }

    TestConnection connect(@Nullable String subject, TopicMatcher... matchers) {
      return new TestConnection(connections, subject, null, matchers);
    }

    TestConnection connectWith(String tokenId) {
      return new TestConnection(connections, null, tokenId);
    }

    /** Dies, without anybody else knowing. */
    void die() throws Exception {
      await(vertx.undeploy(java.util.Objects.requireNonNull(deployment)));
    }
  }

  final Vertx vertx = Vertx.vertx();
  final FailingMap map = new FailingMap(InstantSource.system());
  final Set<String> members = ConcurrentHashMap.newKeySet();
  final List<Node> nodes = new ArrayList<>();
  private final int size;

  /** To be registered with each instance of a test. */
  TestCluster(int size) {
    this.size = size;
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    for (int i = 0; i < size; i++) {
      start("node-" + i);
    }
  }

  Node start(String id) throws Exception {
    Node node = new Node(id);
    members.add(id);
    nodes.add(node);
    node.deployment = await(vertx.deployVerticle(node.verticle));
    return node;
  }

  Node node(int index) {
    return nodes.get(index);
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    await(vertx.close());
  }
}
