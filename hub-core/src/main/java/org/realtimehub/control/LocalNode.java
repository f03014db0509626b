package org.realtimehub.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.Sweeps;
import org.realtimehub.update.Position;

/**
 * The node itself: what is looked at, closed and told. Everything in it is thread-safe.
 *
 * @param loops one for each event loop that holds connections
 * @param position how far it has come in the log, empty when that is not known
 */
public record LocalNode(
    NodeFacts facts,
    Connections connections,
    List<ConnectionLoop> loops,
    Sweeps sweeps,
    Gauges gauges,
    Supplier<Optional<Position>> position) {

  public LocalNode {
    loops = List.copyOf(loops);
  }
}
