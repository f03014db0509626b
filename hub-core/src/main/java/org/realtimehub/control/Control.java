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

  /**
   * A page of the open connections of all nodes, in the order of their ids.
   *
   * @param after the id that came last, null for the first page
   * @param limit from 1 to {@link #MAX_PAGE}
   */
  public Future<ConnectionPage> connections(
      ConnectionFilter filter, @Nullable String after, int limit) {
    int rows = Math.max(1, Math.min(MAX_PAGE, limit));
    return calls
        .ask(nodes(filter), Questions.list(filter, after, rows))
        .map(
            answers -> {
              List<Part> parts =
                  answers.byNode().entrySet().stream()
                      .map(answer -> Questions.readPart(answer.getValue(), answer.getKey()))
                      .toList();
              return ConnectionPage.of(parts, rows, answers.missing());
            });
  }

  /**
   * Closes connections; {@code EventSource}s that come back within some minutes are told to stop.
   */
  public Future<KickReport> kick(ConnectionFilter filter) {
    return calls
        .ask(nodes(filter), Questions.kick(filter))
        .map(answers -> report(answers.byNode(), answers.missing()));
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
