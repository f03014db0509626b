package org.realtimehub.presence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Position;

/**
 * The active subscriptions of a hub that is one node: those of its open connections, of which
 * nothing more is kept.
 *
 * <p>The position is taken before the connections are looked at, and a connection is in their
 * directory before its subscriptions are announced, and out of it before their end is. So events
 * after the position may tell again what the listing shows, and whatever it does not show, they do.
 */
public final class LocalSubscriptions implements ActiveSubscriptions {

  private static final int LOOKED_AT = 1_000;
  private static final int FOUND = 200;

  private final Connections connections;
  private final Presence presence;
  private final EventLog log;

  public LocalSubscriptions(Connections connections, Presence presence, EventLog log) {
    this.connections = connections;
    this.presence = presence;
    this.log = log;
  }

  @Override
  public Future<Optional<Listing>> select(Selection selection) {
    return log.bounds()
        .map(
            bounds ->
                Optional.of(new Open(bounds.headPosition(), selection, candidates(selection))));
  }

  private Collection<LiveConnection> candidates(Selection selection) {
    String subscriber = selection.subscriber();
    return subscriber == null
        ? connections.all()
        : Subscription.connectionOf(subscriber).flatMap(connections::find).stream().toList();
  }

  private final class Open implements Listing {

    private final Position at;
    private final Selection selection;
    private final Iterator<LiveConnection> candidates;

    Open(Position at, Selection selection, Collection<LiveConnection> candidates) {
      this.at = at;
      this.selection = selection;
      this.candidates = candidates.iterator();
    }

    @Override
    public Position at() {
      return at;
    }

    @Override
    public boolean done() {
      return !candidates.hasNext();
    }

    @Override
    public List<Subscription> next() {
      List<Subscription> found = new ArrayList<>();
      for (int i = 0; i < LOOKED_AT && found.size() < FOUND && candidates.hasNext(); i++) {
        for (Subscription subscription : presence.subscriptions(candidates.next())) {
          if (selection.includes(subscription)) {
            found.add(subscription);
          }
        }
      }
      return found;
    }
  }
}
