package org.realtimehub.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says once a second what is under way. Thread-safe. */
final class Progress implements AutoCloseable {

  /** Counts that grow, of which the growth of the sum is shown. */
  private static final class Rate {

    private final List<LongSupplier> counts = new ArrayList<>();
    private long last;

    synchronized void add(LongSupplier count) {
      last += count.getAsLong();
      counts.add(count);
    }

    /** Empty as long as there is nothing to count. */
    synchronized String show(String unit) {
      long now = counts.stream().mapToLong(LongSupplier::getAsLong).sum();
      String text = now == 0 ? "" : ", %,d %s/s".formatted(now - last, unit);
      last = now;
      return text;
    }
  }

  private final PrintWriter out;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "bench-progress");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Crowd> crowds = new CopyOnWriteArrayList<>();
  private final Map<String, Rate> rates = new ConcurrentSkipListMap<>();
  private volatile String subject = "";
  private volatile String stage = "";

  Progress(PrintWriter out) {
    this.out = out;
    timer.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
  }

  /** What is measured from now on. */
  void subject(String now) {
    subject = now;
    stage("starting the server");
  }

  void stage(String now) {
    stage = now;
  }

  void watch(Crowd crowd) {
    crowds.add(crowd);
    watch("deliveries", crowd.reception()::updates);
  }

  void watch(Publishers publishers) {
    watch("publishes", publishers::published);
  }

  void watch(String unit, LongSupplier count) {
    rates.computeIfAbsent(unit, name -> new Rate()).add(count);
  }

  void unwatch() {
    crowds.clear();
    rates.clear();
  }

  private void show() {
    StringBuilder line = new StringBuilder(subject + ": " + stage);
    if (!crowds.isEmpty()) {
      line.append(", %,d connected".formatted(crowds.stream().mapToLong(Crowd::open).sum()));
    }
    rates.forEach((unit, rate) -> line.append(rate.show(unit)));
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
