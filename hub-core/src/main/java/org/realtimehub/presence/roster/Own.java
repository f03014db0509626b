package org.realtimehub.presence.roster;

import java.util.UUID;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.Subscription;

/** What a node knows of its own subscribers, and how it tells the others. */
public record Own(Connections connections, Presence presence, Announcements announcements) {

  boolean isOpen(Entry entry) {
    return connections.find(entry.connection().toString()).isPresent();
  }

  /** Where the subscription of a connection stands in a roster. */
  static Entry key(LiveConnection connection, Subscription subscription) {
    return Entry.key(
        new Selector(subscription.match(), subscription.matchType()),
        UUID.fromString(connection.id()));
  }
}
