package org.realtimehub.admin.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in to this node. In its memory alone: it ends with the node, and another node does
 * not know it. When there are too many, the one that was used least recently ends. Owned by one
 * event loop.
 */
final class Sessions {

  /** More than operators have browsers. */
  static final int MAX_SESSIONS = 1_000;

  /** However busy it is kept. */
  static final Duration LONGEST = Duration.ofHours(12);

  /** A session that was begun, and the id that its browser is given. */
  record Opened(String id, Session session) {}

  private record Held(Session session, Instant used) {}

  private final Duration idle;
  private final InstantSource clock;

  /** In the order of last use. */
  private final Map<String, Held> held = new LinkedHashMap<>();

  /**
   * @param idle after which an unused session ends
   */
  Sessions(Duration idle, InstantSource clock) {
    this.idle = idle;
    this.clock = clock;
  }

  /** Begins a session, always with an id that nobody has had. */
  Opened open(String user, Role role, boolean oneTime) {
    Instant now = clock.instant();
    held.values().removeIf(h -> isOver(h, now));
    if (held.size() >= MAX_SESSIONS) {
      held.remove(held.keySet().iterator().next());
    }
    String id = RandomText.next();
    Session session = new Session(Digest.hex(id), user, role, RandomText.next(), oneTime, now);
    held.put(session.key(), new Held(session, now));
    return new Opened(id, session);
  }

  /** The session of an id, which counts as used now. */
  Optional<Session> find(@Nullable String id) {
    if (id == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    // By its hash, so that how long this takes tells nothing of the ids there are.
    Held found = held.remove(Digest.hex(id));
    if (found == null || isOver(found, now)) {
      return Optional.empty();
    }
    held.put(found.session().key(), new Held(found.session(), now));
    return Optional.of(found.session());
  }

  private boolean isOver(Held h, Instant now) {
    return !now.isBefore(h.used().plus(idle)) || !now.isBefore(h.session().opened().plus(LONGEST));
  }

  void end(Session session) {
    held.remove(session.key());
  }

  int size() {
    return held.size();
  }
}
