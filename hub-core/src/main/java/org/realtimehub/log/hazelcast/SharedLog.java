package org.realtimehub.log.hazelcast;

import java.util.List;
import org.realtimehub.log.LogState;
import org.realtimehub.update.Update;

/**
 * The one value that the whole log of a hub is, on the member that owns it and on those that hold a
 * backup. It is changed in place, on the thread of its partition alone.
 */
record SharedLog(LogState state, WriterMemory writers) {

  static SharedLog begin(String epoch) {
    return new SharedLog(new LogState(epoch), new WriterMemory());
  }

  /** Appends, or tells what the same append did earlier. */
  AppendReply append(AppendId id, List<Update> updates, Terms terms) {
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

  SharedLog inEpoch(String epoch) {
    return new SharedLog(state.inEpoch(epoch), writers);
  }
}
