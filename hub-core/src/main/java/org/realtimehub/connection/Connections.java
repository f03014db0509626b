package org.realtimehub.connection;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of a node by id. Thread-safe; not on the way of updates. */
public final class Connections {

  private final Map<String, LiveConnection> byId = new ConcurrentHashMap<>();
  private final ConnectionCounts counts = new ConnectionCounts();

  public void opened(LiveConnection connection) {
    byId.put(connection.id(), connection);
    counts.opened();
  }

  public void closed(LiveConnection connection, CloseReason reason) {
    if (byId.remove(connection.id()) != null) {
      counts.closed(reason);
    }
  }

  public Optional<LiveConnection> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** A view that changes with the connections. */
  public Collection<LiveConnection> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  public int size() {
    return byId.size();
  }

  public ConnectionCounts counts() {
    return counts;
  }
}
