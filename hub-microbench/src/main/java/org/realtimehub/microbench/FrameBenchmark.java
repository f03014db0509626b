package org.realtimehub.microbench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.realtimehub.update.Frame;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;

/** From an update to its ready bytes, which happens once per node and format. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class FrameBenchmark {

  @Param public Payload payload;

  private Update update;

  @Setup
  public void choose() {
    update = payload.update();
  }

  @Benchmark
  public Frame sse() {
    return new LoggedUpdate(1, update).frame(FrameFormat.SSE);
  }

  @Benchmark
  public Frame ndjson() {
    return new LoggedUpdate(1, update).frame(FrameFormat.NDJSON);
  }
}
