package org.realtimehub.main;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.realtimehub.cluster.MemorySharedMap;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.RedisConfig;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.MemoryEventLog;
import org.realtimehub.log.hazelcast.HazelcastEventLog;
import org.realtimehub.log.hazelcast.HazelcastSharedMap;
import org.realtimehub.log.hazelcast.Member;
import org.realtimehub.log.redis.RedisEventLog;
import org.realtimehub.log.redis.RedisSettings;
import org.realtimehub.log.redis.RedisSharedMap;
import org.realtimehub.log.redis.RedisStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node stands on: its Vert.x, the other nodes, and what it has in common with them. Not for
 * event loops.
 */
final class Ground {

  private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

  private final Vertx vertx;
  private final Membership membership;
  private final EventLog log;
  private final SharedMap shared;
  private final @Nullable Member member;

  /** What is opened besides, of which the log and the map are views. */
  private Supplier<Future<Void>> closing = Future::succeededFuture;

  private volatile boolean leaving;

  /**
   * Joins the cluster, if there is one, and opens the log.
   *
   * @throws StartException when the cluster cannot be joined
   */
  Ground(HubConfig config, InstantSource clock) throws StartException {
    String node = UUID.randomUUID().toString();
    member = config.cluster().enabled() ? join(config, node) : null;
    membership = member == null ? Membership.alone(node) : member;
    membership.listen(new Companions(membership));
    try {
      vertx = vertx(config, member);
      switch (config.log().type()) {
        case MEMORY -> {
          log = new MemoryEventLog(Settings.retention(config), clock);
          shared = new MemorySharedMap(clock);
        }
        case HAZELCAST -> {
          Member joined = member(member);
          log =
              new HazelcastEventLog(
                  joined, config.name(), Settings.retention(config), clock, config.log().timeout());
          shared = new HazelcastSharedMap(joined, config.name(), clock, config.log().timeout());
        }
        case REDIS -> {
          RedisStore store = RedisStore.open(vertx, redis(config));
          closing = store::close;
          log = new RedisEventLog(store, Settings.retention(config), clock);
          shared = new RedisSharedMap(store, clock);
        }
        default -> throw new IllegalStateException("no log of type " + config.log().type());
      }
    } catch (StartException | RuntimeException e) {
      if (member != null) {
        member.terminate();
      }
      throw e;
    }
  }

  private static Member member(@Nullable Member member) {
    if (member == null) {
      throw new IllegalStateException("the configuration allows no such log without a cluster");
    }
    return member;
  }

  private static Member join(HubConfig config, String node) throws StartException {
    try {
      return Member.start(ClusterSettings.member(config, node));
    } catch (RuntimeException e) {
      throw new StartException("cluster: cannot join or begin the cluster: " + e.getMessage(), e);
    }
  }

  private static Vertx vertx(HubConfig config, @Nullable Member member) throws StartException {
    if (member == null) {
      return Transports.builder(config.http(), new VertxOptions()).build();
    }
    VertxOptions options =
        new VertxOptions().setEventBusOptions(ClusterSettings.bus(config.cluster(), member.host()));
    try {
      return Futures.await(
          Transports.builder(config.http(), options)
              .withClusterManager(member.clusterManager())
              .buildClustered());
    } catch (CompletionException e) {
      Throwable cause = Futures.cause(e);
      throw new StartException(
          "cluster.bus-port: cannot begin the event bus on "
              + member.host()
              + ":"
              + config.cluster().busPort()
              + ": "
              + cause.getMessage(),
          cause);
    }
  }

  private static RedisSettings redis(HubConfig config) {
    RedisConfig redis = config.log().redis();
    return new RedisSettings(
        config.name(),
        RedisSettings.Mode.valueOf(redis.mode().name()),
        redis.addresses(),
        redis.password().map(p -> new RedisSettings.Login(redis.username(), p.value())),
        redis.database(),
        redis.master(),
        redis.authority(),
        config.log().timeout());
  }

  /** Runs the action when this node is out of its cluster without having been asked to leave. */
  void whenLost(Runnable action) {
    if (member != null) {
      member.atEnd(
          () -> {
            if (!leaving) {
              LOG.atError().log("this node is no member of its cluster any more");
              action.run();
            }
          });
    }
  }

  Vertx vertx() {
    return vertx;
  }

  Membership membership() {
    return membership;
  }

  EventLog log() {
    return log;
  }

  /** Of the hub's nodes, or of this node alone. */
  SharedMap shared() {
    return shared;
  }

  /** Closes the log, then Vert.x; then this node hands over what it holds and leaves. */
  void leave() {
    leaving = true;
    Futures.await(log.close().otherwiseEmpty());
    Futures.await(closing.get().otherwiseEmpty());
    Futures.await(vertx.close().otherwiseEmpty());
    Optional.ofNullable(member).ifPresent(Member::leave);
  }
}
