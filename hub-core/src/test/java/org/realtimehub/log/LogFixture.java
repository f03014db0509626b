package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.realtimehub.access.TestClock;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** Opens logs for a contract, closes them afterwards, and reads them as tests want to. */
public abstract class LogFixture {

  protected static final Retention AMPLE = new Retention(10_000, 64 << 20, Duration.ofHours(1));

  protected final TestClock clock = new TestClock();
  private final List<EventLog> opened = new ArrayList<>();

  /** Opens an empty log, which begins a life of its own. */
  protected abstract EventLog open(Retention retention, InstantSource clock) throws Exception;

  @AfterEach
  final void closeLogs() throws Exception {
    for (EventLog log : opened) {
      result(log.close());
    }
  }

  protected final EventLog log(Retention retention) throws Exception {
    return closedLater(open(retention, clock));
  }

  protected final EventLog closedLater(EventLog log) {
    opened.add(log);
    return log;
  }

  protected static <T> T result(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  protected static Appended append(EventLog log, Update... updates) throws Exception {
    return result(log.append(List.of(updates)));
  }

  /** One append for each update: {@code 1}, {@code 2}, and so on. */
  protected static void appendMany(EventLog log, int count) throws Exception {
    for (int i = 1; i <= count; i++) {
      append(log, Updates.of("" + i));
    }
  }

  /** Everything that is retained. */
  protected static List<LoggedUpdate> all(EventLog log) throws Exception {
    return slice(log, result(log.bounds()).tail(), 100_000, Long.MAX_VALUE).updates();
  }

  protected static ReadResult.Slice slice(EventLog log, long after, int count, long bytes)
      throws Exception {
    Position position = new Position(result(log.bounds()).epoch(), after);
    ReadResult read = result(log.read(position, count, bytes));
    assertThat(read).isInstanceOf(ReadResult.Slice.class);
    return (ReadResult.Slice) read;
  }

  protected static List<Long> offsets(List<LoggedUpdate> updates) {
    return updates.stream().map(LoggedUpdate::offset).toList();
  }

  protected static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  protected static List<String> ids(List<LoggedUpdate> updates) {
    return updates.stream().map(logged -> logged.update().id()).toList();
  }

  /** Offset of the update that an id leads to. */
  protected static Optional<Long> found(EventLog log, String id) throws Exception {
    return result(log.find(id)).map(found -> found.update().offset());
  }
}
