package org.realtimehub.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says once a second what is under way. Thread-safe. */
final class Progress implements AutoCloseable {

  /** A count that grows, of which the growth is shown. */
  private static final class Rate {

    private final String unit;
    private final LongSupplier count;
    private long last;

    Rate(String unit, LongSupplier count) {
      this.unit = unit;
      this.count = count;
    }

    String show() {
      long now = count.getAsLong();
      String text = "%,d %s/s".formatted(now - last, unit);
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
  private final List<Rate> rates = new CopyOnWriteArrayList<>();
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
    rates.add(new Rate(unit, count));
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
    rates.forEach(rate -> line.append(", ").append(rate.show()));
    out.println(line);
    out.flush();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
