package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.realtimehub.update.Updates;

/** The rules of a log that several nodes share, on top of those of any log. */
public abstract class SharedEventLogContract extends EventLogContract {

  /** Opens the log that was opened last once more, as another node does. */
  protected abstract EventLog openAgain(Retention retention, InstantSource clock) throws Exception;

  private EventLog again() throws Exception {
    return closedLater(openAgain(AMPLE, clock));
  }

  @Test
  void everyNode_seesTheSameLog() throws Exception {
    EventLog one = log(AMPLE);
    EventLog other = again();
    append(one, Updates.of("a"));
    assertThat(append(other, Updates.of("b")).batch().first()).isEqualTo(2);
    assertThat(result(one.bounds())).isEqualTo(result(other.bounds()));
    assertThat(ids(all(one))).containsExactly("a", "b");
    assertThat(ids(all(other))).containsExactly("a", "b");
    assertThat(found(other, "a")).contains(1L);
  }

  @Test
  void idempotencyKey_isKnownToEveryNode() throws Exception {
    EventLog one = log(AMPLE);
    EventLog other = again();
    append(one, Updates.keyed("first", "k"));
    assertThat(append(other, Updates.keyed("second", "k")).ids()).containsExactly("first");
    assertThat(ids(all(other))).containsExactly("first");
  }

  @Test
  void nodesThatAppendAtOnce_shareOneOrder() throws Exception {
    EventLog one = log(AMPLE);
    EventLog other = again();
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    List<java.util.concurrent.Future<?>> running = new ArrayList<>();
    for (EventLog node : List.of(one, other)) {
      running.add(
          nodes.submit(
              () -> {
                appendMany(node, 100);
                return true;
              }));
    }
    for (java.util.concurrent.Future<?> appends : running) {
      appends.get(60, TimeUnit.SECONDS);
    }
    nodes.shutdown();
    assertThat(offsets(all(one))).isEqualTo(range(1, 200));
    assertThat(ids(all(other))).isEqualTo(ids(all(one)));
  }

  @Test
  void aNodeThatLeaves_leavesTheLogToTheOthers() throws Exception {
    EventLog one = log(AMPLE);
    EventLog other = openAgain(AMPLE, clock);
    append(other, Updates.of("a"));
    result(other.close());
    append(one, Updates.of("b"));
    assertThat(ids(all(one))).containsExactly("a", "b");
  }
}
