package org.realtimehub.connection;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.TopicMatcher;

/**
 * One event loop with its connections, as the admin side sees it. Any thread may call. What looks
 * at many connections does so in slices, between which the loop does other work; futures complete
 * on an unspecified thread.
 */
public interface ConnectionLoop {

  /** Decides about a connection; asked on the connection's loop. */
  @FunctionalInterface
  interface Verdict {

    /** Why the connection is to be closed, null where it may stay. */
    @Nullable CloseReason of(LiveConnection connection);
  }

  /** Looks at connections, on their loop. */
  @FunctionalInterface
  interface Visitor {

    /** Returns whether it wants to see more. */
    boolean visit(LiveConnection connection);
  }

  /** Looks at what is subscribed to, on the loop. */
  @FunctionalInterface
  interface MatcherVisitor {

    /**
     * Returns whether it wants to see more.
     *
     * @param registrations how many subscribers of the loop have this matcher
     */
    boolean visit(TopicMatcher matcher, int registrations);
  }

  /**
   * Closes what exceeds the limits.
   *
   * @param dryRun closes nothing, but reports as if
   * @return how many were closed
   */
  Future<SweepReport> sweep(SweepLimits limits, boolean dryRun);

  /**
   * Closes what the verdict is against, of all that are open now.
   *
   * @return how many were closed
   */
  Future<Integer> close(Verdict verdict);

  /**
   * Shows all connections that are open from now until the end.
   *
   * @return whether the visitor has seen them all
   */
  Future<Boolean> visit(Visitor visitor);

  /**
   * Shows each distinct matcher that is registered from now until the end.
   *
   * @return whether the visitor has seen them all
   */
  Future<Boolean> visitMatchers(MatcherVisitor visitor);

  /**
   * How many registrations have a matcher that selects each of the topics, in their order; who
   * registered with several counts several times.
   */
  Future<List<Integer>> subscribers(List<String> topics);

  /** What the loop holds now. */
  Future<LoopState> state();

  LoopLoad load();
}
