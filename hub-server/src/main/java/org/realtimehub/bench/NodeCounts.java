package org.realtimehub.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What all nodes of a cluster have counted together since their start, and their memory.
 *
 * @param accepted updates that the log took
 * @param appends to the log
 * @param sent batches put on the event bus
 * @param received batches that the event bus brought, also to the node that sent them
 * @param repairs reads of the log because the event bus had not brought everything in order
 * @param kilobytes resident memory
 */
record NodeCounts(
    int nodes,
    long accepted,
    long appends,
    long sent,
    long received,
    long repairs,
    Optional<Long> kilobytes) {

  static final String UPDATES_PER_APPEND = "updates_per_append";
  static final String MESSAGES_PER_PUBLISH = "messages_per_publish";
  static final String REPAIRS = "feed_repairs";
  static final String MIB_BEFORE = "node_mib_before";
  static final String MIB_AFTER = "node_mib_after";

  /** How long messages may be on their way that nobody waits for. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final double KILOBYTES_PER_MEBIBYTE = 1_024;

  /** Taken when every batch has arrived, or got lost. */
  static NodeCounts of(Run run) throws BenchException, InterruptedException {
    run.until(LIMIT, () -> now(run).isQuiet());
    return now(run);
  }

  private static NodeCounts now(Run run) throws BenchException, InterruptedException {
    NodeCounts all =
        new NodeCounts(0, 0, 0, 0, 0, 0, run.cost().flatMap(ServerCost::residentKilobytes));
    for (ServerProcess node : run.underTest().processes()) {
      all = all.plus(node.admin().orElseThrow().page());
    }
    return all;
  }

  private NodeCounts plus(HubAdmin.Page page) throws BenchException {
    return new NodeCounts(
        nodes + 1,
        accepted + page.value("hub_publishes_accepted_total"),
        appends + page.value("hub_appends_total"),
        sent + page.value("hub_batches_sent_total"),
        received + page.value("hub_batches_received_total"),
        repairs + page.value("hub_feed_repairs_total"),
        kilobytes);
  }

  private boolean isQuiet() {
    return received == sent * nodes;
  }

  /** What a load has cost inside the cluster, by name, from here to there. */
  Map<String, Object> to(NodeCounts later) {
    double publishes = later.accepted - accepted;
    long others = later.received - received - (later.sent - sent);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("nodes", nodes);
    if (publishes > 0) {
      details.put(UPDATES_PER_APPEND, publishes / (later.appends - appends));
      details.put(MESSAGES_PER_PUBLISH, Math.max(0, others) / publishes);
    }
    details.put(REPAIRS, later.repairs - repairs);
    kilobytes.ifPresent(all -> details.put(MIB_BEFORE, mebibytes(all)));
    later.kilobytes.ifPresent(all -> details.put(MIB_AFTER, mebibytes(all)));
    return details;
  }

  private double mebibytes(long all) {
    return all / KILOBYTES_PER_MEBIBYTE / nodes;
  }
}
