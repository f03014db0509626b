package org.realtimehub.log.hazelcast;

import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.realtimehub.cluster.SharedMap;

/**
 * The shared map of a hub in the memory of its nodes. It can be changed on both sides of a split;
 * afterwards the entries of both are there.
 *
 * <p>Thread-safe. Futures complete on the Vert.x context that called, if there was one.
 */
public final class HazelcastSharedMap implements SharedMap {

  private final IMap<String, SharedEntries> map;
  private final String hub;
  private final InstantSource clock;
  private final Calls calls;

  /**
   * @param hub name of the hub, whose map is the same on every member
   * @param timeout after which any call has failed
   */
  public HazelcastSharedMap(Member member, String hub, InstantSource clock, Duration timeout) {
    this.map = HubMaps.shared(member.instance(), hub);
    this.hub = hub;
    this.clock = clock;
    this.calls = new Calls(member, timeout);
  }

  @Override
  public Future<Void> put(String key, String value, long expiresAt) {
    return change(Change.Kind.PUT, key, value, expiresAt).mapEmpty();
  }

  @Override
  public Future<String> putIfAbsent(String key, String value) {
    return change(Change.Kind.PUT_IF_ABSENT, key, value, NEVER).map(Objects::requireNonNull);
  }

  @Override
  public Future<Void> remove(String key) {
    return change(Change.Kind.REMOVE, key, "", NEVER).mapEmpty();
  }

  private Future<String> change(Change.Kind kind, String key, String value, long expiresAt) {
    Change change = new Change(kind, key, value, expiresAt, clock.millis());
    return calls.future(() -> map.submitToKey(hub, change));
  }

  @Override
  public Future<Map<String, String>> all() {
    All all = new All(clock.millis());
    return calls.future(() -> map.submitToKey(hub, all)).map(All.Answer::entries);
  }
}
