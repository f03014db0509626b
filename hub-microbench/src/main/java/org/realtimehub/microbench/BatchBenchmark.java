package org.realtimehub.microbench;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;

/** A batch of updates to the bytes that travel between nodes, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class BatchBenchmark {

  private static final int UPDATES = 16;

  @Param({"BYTES_100", "BYTES_1000"})
  public Payload payload;

  private final BatchCodec codec = new BatchCodec();
  private Batch batch;
  private Buffer bytes;

  @Setup
  public void fill() {
    batch =
        new Batch(
            "epoch",
            LongStream.rangeClosed(1, UPDATES)
                .mapToObj(offset -> new LoggedUpdate(offset, payload.update()))
                .toList());
    bytes = encode();
    if (decode().updates().size() != UPDATES) {
      throw new IllegalStateException("not all updates came back");
    }
  }

  @Benchmark
  public Buffer encode() {
    Buffer buffer = Buffer.buffer();
    codec.encodeToWire(buffer, batch);
    return buffer;
  }

  @Benchmark
  public Batch decode() {
    return codec.decodeFromWire(0, bytes);
  }
}
