package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.control.ConnectionPage.Part;
import org.realtimehub.control.Restriction.Kind;

/**
 * What an operator does to the whole hub from any of its nodes. Its futures never fail and complete
 * within about a second, on an unspecified thread; nodes that did not answer are named. Any thread.
 */
public final class Control {

  /** Most connections in one page. */
  public static final int MAX_PAGE = 500;

  private final Membership membership;
  private final Calls calls;
  private final SharedState state;
  private final RestrictionBook book;
  private final NodeDirectory directory;

  Control(
      Membership membership,
      Calls calls,
      SharedState state,
      RestrictionBook book,
      NodeDirectory directory) {
    this.membership = membership;
    this.calls = calls;
    this.state = state;
    this.book = book;
    this.directory = directory;
  }

  /** A page of the open connections of all nodes. */
  public Future<ConnectionPage> connections(ConnectionQuery query) {
    ConnectionFilter filter = query.filter();
    return calls
        .ask(nodes(filter), Questions.list(filter, query.cursor(), query.limit()))
        .map(
            answers -> {
              List<Part> parts =
                  answers.byNode().entrySet().stream()
                      .map(answer -> Questions.readPart(answer.getValue(), answer.getKey()))
                      .toList();
              return ConnectionPage.of(parts, query.limit(), answers.missing());
            });
  }

  /** One connection, whichever node has it. */
  public Future<ConnectionFound> connection(String id) {
    return Future.succeededFuture(new ConnectionFound(null, List.of()));
  }

  /**
   * Closes connections; {@code EventSource}s that come back within some minutes are told to stop.
   */
  public Future<KickReport> kick(ConnectionFilter filter) {
    return calls
        .ask(nodes(filter), Questions.kick(filter))
        .map(answers -> report(answers.byNode(), answers.missing()));
  }

  /** Like {@link #kick}, but closes nothing. */
  public Future<KickReport> count(ConnectionFilter filter) {
    return Future.succeededFuture(new KickReport(Map.of(), Set.of(), List.of()));
  }

  /**
   * Sweeps now, or says what a sweep would close.
   *
   * @param node id of one node, null for all
   * @param limits null for those that each node is configured with
   */
  public Future<SweepAnswer> sweep(
      @Nullable String node, @Nullable SweepLimits limits, boolean dryRun) {
    return Future.succeededFuture(new SweepAnswer(List.of(), List.of()));
  }

  /** The last sweeps of all nodes. */
  public Future<SweepAnswer> sweeps() {
    return Future.succeededFuture(new SweepAnswer(List.of(), List.of()));
  }

  /**
   * A page of what is subscribed to.
   *
   * @param part of the matchers' values, null for all
   * @param after what {@link MatcherPage#next} of the page before gave, null for the first page
   * @param limit most rows, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException if no page gave {@code after}
   */
  public Future<MatcherPage> matchers(@Nullable String part, @Nullable String after, int limit) {
    return Future.succeededFuture(new MatcherPage(List.of(), null, List.of()));
  }

  /**
   * How many subscribers topics have.
   *
   * @param topics at most {@link #MAX_PAGE}
   */
  public Future<SubscriberCounts> subscribers(List<String> topics) {
    return Future.succeededFuture(new SubscriberCounts(Map.of(), List.of()));
  }

  private static KickReport report(Map<String, JsonObject> answers, List<Missing> missing) {
    Map<String, Integer> closed = new LinkedHashMap<>();
    Set<String> unfinished = new TreeSet<>();
    answers.forEach(
        (node, answer) -> {
          Kick.Done done = Questions.readDone(answer);
          closed.put(node, done.closed());
          if (!done.finished()) {
            unfinished.add(node);
          }
        });
    return new KickReport(closed, unfinished, missing);
  }

  private Collection<String> nodes(ConnectionFilter filter) {
    String node = filter.node();
    return node == null ? new TreeSet<>(membership.nodes()) : List.of(node);
  }

  /**
   * Keeps a subject out for a time, and closes its connections.
   *
   * @param subject the {@code sub} of its tokens, whoever issued them
   * @param by who bans it
   * @param reason for operators
   */
  public Future<RestrictionOutcome> ban(String subject, Instant until, String by, String reason) {
    return book.enter(restriction(Kind.SUBJECT, subject, until, by, reason));
  }

  public Future<RestrictionOutcome> unban(String subject) {
    return book.lift(Kind.SUBJECT, subject);
  }

  /**
   * Makes a token invalid, and closes the connections that were opened with it.
   *
   * @param tokenId its {@code jti}
   * @param until when it need not be remembered any longer, because the token expires by itself
   */
  public Future<RestrictionOutcome> revoke(
      String tokenId, Instant until, String by, String reason) {
    return book.enter(restriction(Kind.TOKEN, tokenId, until, by, reason));
  }

  public Future<RestrictionOutcome> unrevoke(String tokenId) {
    return book.lift(Kind.TOKEN, tokenId);
  }

  private Restriction restriction(Kind kind, String name, Instant until, String by, String reason) {
    return new Restriction(kind, name, until, state.clock().instant(), by, reason);
  }

  /**
   * What is in force, in the order of names.
   *
   * @param after the name that came last, null for the first page
   */
  public List<Restriction> restrictions(Kind kind, @Nullable String after, int limit) {
    return state.restrictions().after(kind, after).stream().limit(limit).toList();
  }

  /** The nodes that are together. */
  public List<NodeEntry> nodes() {
    return directory.nodes();
  }
}
