package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.presence.ActiveSubscriptions;
import org.realtimehub.presence.Listing;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.Selection;
import org.realtimehub.presence.Subscription;
import org.realtimehub.topic.MatcherType;
import org.realtimehub.update.Position;

/**
 * The active subscriptions of all nodes, exactly as the events up to a position say: who follows
 * the events from there on misses nothing, and is told nothing twice. Any thread may ask.
 */
final class ClusterSubscriptions implements ActiveSubscriptions {

  private static final int FOUND = 200;

  private final Supplier<Optional<RosterState>> roster;
  private final Presence presence;

  ClusterSubscriptions(Supplier<Optional<RosterState>> roster, Presence presence) {
    this.roster = roster;
    this.presence = presence;
  }

  @Override
  public Future<Optional<Listing>> select(Selection selection) {
    return Future.succeededFuture(
        roster
            .get()
            .map(
                state ->
                    selection.subscriber() == null
                        ? new Range(state, selection)
                        : new One(state, selection)));
  }

  private Subscription subscription(Entry entry) {
    return subscription(presence, entry);
  }

  /** As others see it. */
  static Subscription subscription(Presence presence, Entry entry) {
    String payload = entry.payload();
    return presence.subscription(
        entry.selector().type(),
        entry.selector().match(),
        Subscription.subscriberOf(entry.connection().toString()),
        payload == null ? null : Json.decodeValue(payload));
  }

  /** All entries, or those of one match, which follow one another. */
  private final class Range implements Listing {

    private final RosterState state;
    private final Selection selection;
    private @Nullable Entry last;
    private boolean done;

    Range(RosterState state, Selection selection) {
      this.state = state;
      this.selection = selection;
      String match = selection.match();
      String type = selection.matchType();
      this.last =
          match == null ? null : Entry.before(new Selector(match, type == null ? "" : type));
    }

    @Override
    public Position at() {
      return state.at();
    }

    @Override
    public boolean done() {
      return done;
    }

    @Override
    public List<Subscription> next() {
      List<Subscription> found = new ArrayList<>();
      done = true;
      state.entries().visit(last, false, entry -> look(entry, found));
      return found;
    }

    private boolean look(Entry entry, List<Subscription> found) {
      if (found.size() == FOUND) {
        done = false;
        return false;
      }
      last = entry;
      String match = selection.match();
      String type = selection.matchType();
      if ((match != null && !match.equals(entry.selector().match()))
          || (type != null && !type.equals(entry.selector().type()))) {
        return false;
      }
      found.add(subscription(entry));
      return true;
    }
  }

  /** The one subscription of a subscriber, whatever its matcher's type if none is asked for. */
  private final class One implements Listing {

    private final RosterState state;
    private final Selection selection;
    private boolean done;

    One(RosterState state, Selection selection) {
      this.state = state;
      this.selection = selection;
    }

    @Override
    public Position at() {
      return state.at();
    }

    @Override
    public boolean done() {
      return done;
    }

    @Override
    public List<Subscription> next() {
      done = true;
      String match = selection.match();
      Optional<UUID> connection =
          Optional.ofNullable(selection.subscriber())
              .flatMap(Subscription::connectionOf)
              .flatMap(One::uuid);
      if (match == null || connection.isEmpty()) {
        return List.of();
      }
      List<Subscription> found = new ArrayList<>();
      for (MatcherType type : MatcherType.values()) {
        String wireName = type.wireName();
        if (selection.matchType() == null || wireName.equals(selection.matchType())) {
          Entry entry =
              state.entries().find(Entry.key(new Selector(match, wireName), connection.get()));
          if (entry != null) {
            found.add(subscription(entry));
          }
        }
      }
      return found;
    }

    /** Only as this hub writes it. */
    private static Optional<UUID> uuid(String text) {
      try {
        UUID uuid = UUID.fromString(text);
        return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
