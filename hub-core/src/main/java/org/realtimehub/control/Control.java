package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.control.Calls.Answers;
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
    return calls
        .ask(nodes(query.filter().node()), ConnectionQuestions.list(query))
        .map(
            answers ->
                ConnectionPage.of(
                    answers.each((node, answer) -> ConnectionQuestions.readPart(answer, node)),
                    query.order(),
                    query.limit(),
                    answers.missing()));
  }

  /** One connection, whichever node has it. */
  public Future<ConnectionFound> connection(String id) {
    return calls
        .ask(
            nodes(null),
            ConnectionQuestions.one(id),
            answer -> ConnectionQuestions.readOne(answer, "").isPresent())
        .map(
            answers ->
                new ConnectionFound(
                    answers
                        .each((node, answer) -> ConnectionQuestions.readOne(answer, node))
                        .stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null),
                    answers.missing()));
  }

  /**
   * Closes connections; {@code EventSource}s that come back within some minutes are told to stop.
   */
  public Future<KickReport> kick(ConnectionFilter filter) {
    return kick(filter, false);
  }

  /** Like {@link #kick}, but closes nothing. */
  public Future<KickReport> count(ConnectionFilter filter) {
    return kick(filter, true);
  }

  private Future<KickReport> kick(ConnectionFilter filter, boolean dryRun) {
    return calls
        .ask(nodes(filter.node()), ConnectionQuestions.kick(filter, dryRun))
        .map(answers -> report(answers.byNode(), answers.missing()));
  }

  /**
   * Sweeps now, or says what a sweep would close. A sweep that does not end in time goes on; its
   * node is among the missing ones, and {@link #sweeps} will tell.
   *
   * @param node id of one node, null for all
   * @param limits null for those that each node is configured with
   */
  public Future<SweepAnswer> sweep(
      @Nullable String node, @Nullable SweepLimits limits, boolean dryRun) {
    return calls.ask(nodes(node), SweepQuestions.sweep(limits, dryRun)).map(Control::swept);
  }

  /** The last sweeps of all nodes. */
  public Future<SweepAnswer> sweeps() {
    return calls.ask(nodes(null), SweepQuestions.sweeps()).map(Control::swept);
  }

  private static SweepAnswer swept(Answers answers) {
    List<NodeSweep> sweeps = new ArrayList<>();
    List<Missing> missing = new ArrayList<>(answers.missing());
    answers.byNode().forEach((node, answer) -> SweepQuestions.read(answer, node, sweeps, missing));
    sweeps.sort(Comparator.<NodeSweep, Instant>comparing(one -> one.sweep().started()).reversed());
    return new SweepAnswer(List.copyOf(sweeps), List.copyOf(missing));
  }

  /**
   * A page of what is subscribed to.
   *
   * @param part of the matchers' values, null for all
   * @param after what {@link MatcherPage#next} of the page before gave, null for the first page
   * @param limit most rows; what is out of 1 to {@link #MAX_PAGE} becomes the next that is not
   * @throws IllegalArgumentException if no page gave {@code after}
   */
  public Future<MatcherPage> matchers(@Nullable String part, @Nullable String after, int limit) {
    int rows = Math.max(1, Math.min(MAX_PAGE, limit));
    SortKey key = after == null ? null : SortKey.ofCursor(after, TopicQuestions.MATCHERS);
    return calls
        .ask(nodes(null), TopicQuestions.matchers(part, key, rows))
        .map(
            answers -> {
              MatcherPart page =
                  MatcherPart.merged(answers.each((node, answer) -> MatcherPart.of(answer)), rows);
              SortKey reached = page.reached();
              return new MatcherPage(
                  page.rows(),
                  reached == null ? null : reached.cursor(TopicQuestions.MATCHERS),
                  answers.missing());
            });
  }

  /**
   * How many subscribers topics have.
   *
   * @throws IllegalArgumentException if they are more than {@link #MAX_PAGE}
   */
  public Future<SubscriberCounts> subscribers(List<String> topics) {
    if (topics.size() > MAX_PAGE) {
      throw new IllegalArgumentException("more than " + MAX_PAGE + " topics");
    }
    return calls
        .ask(nodes(null), TopicQuestions.subscribers(topics))
        .map(
            answers -> {
              List<List<Long>> counts =
                  answers.each((node, answer) -> TopicQuestions.readCounts(answer));
              Map<String, Long> byTopic = new LinkedHashMap<>();
              for (int i = 0; i < topics.size(); i++) {
                int topic = i;
                byTopic.put(
                    topics.get(i), counts.stream().mapToLong(count -> count.get(topic)).sum());
              }
              return new SubscriberCounts(byTopic, answers.missing());
            });
  }

  private static KickReport report(Map<String, JsonObject> answers, List<Missing> missing) {
    Map<String, Integer> closed = new LinkedHashMap<>();
    Set<String> unfinished = new TreeSet<>();
    answers.forEach(
        (node, answer) -> {
          Kick.Done done = ConnectionQuestions.readDone(answer);
          closed.put(node, done.meant());
          if (!done.finished()) {
            unfinished.add(node);
          }
        });
    return new KickReport(closed, unfinished, missing);
  }

  private Collection<String> nodes(@Nullable String node) {
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
