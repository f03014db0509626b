package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rosters of the other nodes: asks for theirs, page by page, and answers for this node's. On
 * the roster's context.
 */
final class PeerRosters {

  private static final Logger LOG = LoggerFactory.getLogger(PeerRosters.class);
  private static final int NOT_READY = 1;
  private static final int NOT_UNDERSTOOD = 2;

  /** What asking other nodes gave. */
  sealed interface Asked {

    /**
     * @param state true at its position once the events up to {@code exactFrom} are applied to it
     */
    record Told(RosterState state, long exactFrom) implements Asked {}

    /** All are only starting, like this one, or there is none. */
    record NobodyKnows() implements Asked {}

    /** One that may know did not answer. */
    record NoAnswer() implements Asked {}
  }

  private final Vertx vertx;
  private final String hub;
  private final DeliveryOptions patience;
  private final Repeated texts;

  PeerRosters(Vertx vertx, String hub, Duration patience, Repeated texts) {
    this.vertx = vertx;
    this.hub = hub;
    this.patience = new DeliveryOptions().setSendTimeout(patience.toMillis());
    this.texts = texts;
  }

  /** Where a node answers for its roster. */
  static String address(String hub, String node) {
    return "hub." + hub + ".node." + node + ".roster";
  }

  /**
   * @param state of this node, empty while it is not ready
   */
  static void answer(Message<Buffer> question, Optional<RosterState> state) {
    if (state.isEmpty()) {
      question.fail(NOT_READY, "this node is starting");
      return;
    }
    try {
      question.reply(Page.answer(question.body(), state.get()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      question.fail(NOT_UNDERSTOOD, e.getMessage());
    }
  }

  /** Asks one node after the other until one tells; completes on the context, never fails. */
  Future<Asked> ask(Iterator<String> nodes) {
    Promise<Asked> asked = Promise.promise();
    askNext(nodes, false, asked);
    return asked.future();
  }

  private void askNext(Iterator<String> nodes, boolean unanswered, Promise<Asked> asked) {
    if (!nodes.hasNext()) {
      asked.complete(unanswered ? new Asked.NoAnswer() : new Asked.NobodyKnows());
      return;
    }
    String node = nodes.next();
    Promise<Asked> told = Promise.promise();
    askForPage(node, null, null, told);
    told.future()
        .onSuccess(asked::complete)
        .onFailure(
            cause -> {
              boolean notReady =
                  cause instanceof ReplyException reply && reply.failureCode() == NOT_READY;
              if (!notReady) {
                LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("reason", cause.getMessage())
                    .log("a node did not tell who is subscribed");
              }
              askNext(nodes, unanswered || !notReady, asked);
            });
  }

  private void askForPage(
      String node, @Nullable RosterState known, @Nullable Entry after, Promise<Asked> told) {
    vertx
        .eventBus()
        .<Buffer>request(address(hub, node), Page.question(after), patience)
        .map(answer -> Page.read(answer.body(), texts))
        .onFailure(told::fail)
        .onSuccess(
            page -> {
              RosterState before = known == null ? RosterState.emptyAt(page.at()) : known;
              if (!before.at().epoch().equals(page.at().epoch())) {
                told.fail("the log began a new life meanwhile");
                return;
              }
              RosterState state = plus(before, page);
              if (page.more()) {
                askForPage(node, state, page.entries().get(page.entries().size() - 1), told);
              } else {
                told.complete(new Asked.Told(state, page.at().offset()));
              }
            });
  }

  private static RosterState plus(RosterState state, Page page) {
    Position at = state.at();
    Entries entries = state.entries();
    for (Entry entry : page.entries()) {
      entries = RosterState.plus(entries, entry);
    }
    return new RosterState(at, entries);
  }
}
