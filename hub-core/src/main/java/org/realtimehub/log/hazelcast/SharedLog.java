package org.realtimehub.log.hazelcast;

import java.util.List;
import org.realtimehub.log.LogState;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The one value that the whole log of a hub is, on the member that owns it and on those that hold a
 * backup. It is changed in place, on the thread of its partition alone.
 */
final class SharedLog {

  private final LogState state;
  private final WriterMemory writers;

  /** Offset up to which nodes were told of it, as far as they have said so. */
  private long told;

  SharedLog(LogState state, WriterMemory writers, long told) {
    this.state = state;
    this.writers = writers;
    this.told = told;
  }

  static SharedLog begin(String epoch) {
    return new SharedLog(new LogState(epoch), new WriterMemory(), 0);
  }

  LogState state() {
    return state;
  }

  WriterMemory writers() {
    return writers;
  }

  long told() {
    return told;
  }

  Position head() {
    return new Position(state.epoch(), state.head());
  }

  /** A node says how far it was told. */
  void told(Position seen) {
    if (seen.epoch().equals(state.epoch())) {
      told = Math.max(told, seen.offset());
    }
  }

  /** Appends, or tells what the same append did earlier. */
  AppendReply append(AppendId id, List<Update> updates, Terms terms) {
    told(terms.seen());
    AppendReply earlier = writers.find(id);
    if (earlier != null) {
      return earlier;
    }
    long before = state.head();
    AppendReply reply =
        AppendReply.of(state.append(updates, terms.retention(), terms.now()), before, updates);
    writers.remember(id, reply);
    return reply;
  }

  /** Whether it has made this append, as the last one of its writer. */
  boolean made(AppendId id) {
    return writers.knows(id);
  }

  /**
   * Whether no position in the other log is mistaken in this one: all that the other one took, and
   * that anybody was told of, is here, too. What nobody was told of, as an append that no backup
   * acknowledged, is no loss: its publisher was refused.
   */
  boolean continues(SharedLog other) {
    return state.continues(other.state, other.told);
  }

  SharedLog inEpoch(String epoch) {
    return new SharedLog(state.inEpoch(epoch), writers, state.head());
  }
}
