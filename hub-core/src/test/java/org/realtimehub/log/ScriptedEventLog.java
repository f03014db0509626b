package org.realtimehub.log;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** A log in memory that fails, hangs or loses its past when a test says so. Thread-safe. */
public final class ScriptedEventLog implements EventLog {

  private final Retention retention;
  private final AtomicInteger reads = new AtomicInteger();
  private final List<Integer> appends = new CopyOnWriteArrayList<>();
  private volatile Supplier<Future<Void>> beforeRead = Future::succeededFuture;
  private volatile Supplier<Future<Void>> beforeAppend = Future::succeededFuture;
  private volatile Supplier<Future<Void>> beforeBounds = Future::succeededFuture;
  private volatile EventLog log;

  public ScriptedEventLog() {
    this(new Retention(100_000, 64 << 20, Duration.ofHours(1)));
  }

  public ScriptedEventLog(Retention retention) {
    this.retention = retention;
    this.log = new MemoryEventLog(retention, InstantSource.system());
  }

  /** Each read waits for what this supplies, or fails with it; it then sees the log as it was. */
  public void beforeRead(Supplier<Future<Void>> script) {
    beforeRead = script;
  }

  public void beforeAppend(Supplier<Future<Void>> script) {
    beforeAppend = script;
  }

  public void beforeBounds(Supplier<Future<Void>> script) {
    beforeBounds = script;
  }

  /** The log loses everything and begins a new life. */
  public void beginNewLife() {
    log = new MemoryEventLog(retention, InstantSource.system());
  }

  /** The log loses what follows this offset, but not its epoch. It must hold all before. */
  public void loseEnd(long newHead) {
    MemoryEventLog shorter =
        new MemoryEventLog(boundsNow().epoch(), retention, InstantSource.system());
    shorter.append(allNow().stream().limit(newHead).map(LoggedUpdate::update).toList());
    log = shorter;
  }

  public int reads() {
    return reads.get();
  }

  /** How many updates each append so far was handed. */
  public List<Integer> appends() {
    return appends;
  }

  /** Appends without asking the script; what the bus would then carry. */
  public Batch appendNow(Update... updates) {
    return log.append(List.of(updates)).result().batch();
  }

  public Bounds boundsNow() {
    return log.bounds().result();
  }

  /** All that is retained. */
  public List<LoggedUpdate> allNow() {
    ReadResult all = log.read(boundsNow().tailPosition(), 1_000_000, Long.MAX_VALUE).result();
    return ((ReadResult.Slice) all).updates();
  }

  @Override
  public Future<Appended> append(List<Update> updates) {
    appends.add(updates.size());
    return beforeAppend.get().compose(v -> log.append(updates));
  }

  @Override
  public Future<ReadResult> read(Position after, int maxCount, long maxBytes) {
    reads.incrementAndGet();
    Future<ReadResult> answer = log.read(after, maxCount, maxBytes);
    return beforeRead.get().compose(v -> answer);
  }

  @Override
  public Future<Optional<Found>> find(String id) {
    return log.find(id);
  }

  @Override
  public Future<Bounds> bounds() {
    return beforeBounds.get().compose(v -> log.bounds());
  }

  @Override
  public Future<Void> close() {
    return log.close();
  }
}
