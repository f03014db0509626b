package org.realtimehub.connection;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The open connections of a node by id. Thread-safe; not on the way of updates. */
public final class Connections {

  /** In an order, so that a page of them costs no more than its length. */
  private final ConcurrentNavigableMap<String, LiveConnection> byId = new ConcurrentSkipListMap<>();

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

  /**
   * Those that follow an id, in the order of ids; what opens or closes meanwhile may be among them.
   *
   * @param id null for all
   */
  public Iterator<LiveConnection> after(@Nullable String id) {
    return (id == null ? byId : byId.tailMap(id, false)).values().iterator();
  }

  public int size() {
    return byId.size();
  }

  public ConnectionCounts counts() {
    return counts;
  }
}
