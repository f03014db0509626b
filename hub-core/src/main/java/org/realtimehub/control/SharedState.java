package org.realtimehub.control;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.log.PositionTokens;

/**
 * What all nodes share but the log: who is banned, which tokens are revoked, and the secret of
 * position tokens. Kept up to date by {@link ControlVerticle}. Thread-safe.
 */
public final class SharedState {

  private final SharedMap map;
  private final InstantSource clock;
  private final Restrictions restrictions;
  private final SharedSecret secret;

  private SharedState(SharedMap map, InstantSource clock, SharedSecret secret) {
    this.map = map;
    this.clock = clock;
    this.secret = secret;
    this.restrictions = new Restrictions(clock);
  }

  /** Reads it for the first time. A node that cannot must not start: it would let anyone in. */
  public static Future<SharedState> load(SharedMap map, InstantSource clock) {
    return SharedSecret.in(map)
        .compose(
            secret -> {
              SharedState state = new SharedState(map, clock, secret);
              return map.all()
                  .map(
                      all -> {
                        state.restrictions.take(all);
                        return state;
                      });
            });
  }

  public Restrictions restrictions() {
    return restrictions;
  }

  public PositionTokens tokens() {
    return secret.tokens();
  }

  SharedMap map() {
    return map;
  }

  InstantSource clock() {
    return clock;
  }

  /** Takes over what the map holds; returns whether there are new restrictions. */
  boolean take(Map<String, String> all) {
    secret.check(all);
    return restrictions.take(all);
  }
}
