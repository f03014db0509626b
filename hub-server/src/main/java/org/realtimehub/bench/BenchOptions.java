package org.realtimehub.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to measure, and how.
 *
 * @param scenarios their names
 * @param rounds how often each is run
 */
public record BenchOptions(
    List<String> scenarios, int rounds, Load load, Servers servers, Cluster cluster) {

  public BenchOptions {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * What the servers are loaded with.
   *
   * @param subscribers instead of the scenario's own number
   * @param rate publishes per second, instead of the scenario's own
   * @param payloadBytes of each update
   * @param warmUp time under load before anything counts
   * @param duration time that counts
   */
  public record Load(
      Optional<Integer> subscribers,
      Optional<Double> rate,
      int payloadBytes,
      Duration warmUp,
      Duration duration) {

    /** A payload holds at least what exactness is checked by. */
    public static final int LEAST_PAYLOAD = Mark.LENGTH;
  }

  /**
   * The servers under test.
   *
   * @param eventLoops of the processes that are started
   * @param baseline whether bare Vert.x is measured too
   * @param settings keys of the hub's configuration
   * @param token with which updates are published
   * @param remote a hub that runs already, instead of one that is started
   */
  public record Servers(
      int eventLoops,
      boolean baseline,
      Map<String, String> settings,
      String token,
      Optional<Remote> remote) {

    @Override
    public String toString() {
      return "Servers[eventLoops=%d, baseline=%s, settings=%s, remote=%s]"
          .formatted(eventLoops, baseline, settings, remote);
    }
  }

  /**
   * What the scenario of clusters measures.
   *
   * @param nodes how many a hub has: each number is measured by itself
   * @param redis one that runs already and asks for no more than {@link Servers#settings} say
   */
  public record Cluster(List<Integer> nodes, Optional<URI> redis) {

    public Cluster {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A hub that runs already.
   *
   * @param pid its process, if it is on this machine and its cost shall be known
   */
  public record Remote(URI url, Optional<Long> pid) {}
}
