package org.realtimehub.log.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.HeapData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

final class WireTest {

  private static final Terms TERMS =
      new Terms(new Retention(9, 99, Duration.ofMillis(999)), 1_000, new Position("e", 7));

  private final InternalSerializationService wire = service();

  private static InternalSerializationService service() {
    SerializationConfig config = new SerializationConfig();
    Wire.register(config);
    return new DefaultSerializationServiceBuilder().setConfig(config).build();
  }

  private static SharedLog log(AppendId id, Update... updates) {
    SharedLog log = SharedLog.begin("epoch");
    log.append(id, List.of(updates), TERMS);
    return log;
  }

  private static AppendId id(long number) {
    return new AppendId(new UUID(1, 2), number);
  }

  @Test
  void logThatMoved_knowsWhatItsWritersGot() {
    SharedLog log = log(id(7), Updates.keyed("a", "k"), Updates.keyed("b", "k"));
    SharedLog moved = wire.toObject(wire.toData(log));
    AppendReply reply = moved.append(id(7), List.of(Updates.of("x"), Updates.of("y")), TERMS);
    assertThat(moved.state().head()).isEqualTo(1);
    Appended appended = reply.with(List.of(Updates.of("a"), Updates.of("b")));
    assertThat(appended.ids()).containsExactly("a", "a");
    assertThat(appended.batch().updates()).hasSize(1);
  }

  @Test
  void appendThatItsWriterGaveUp_isRefused() {
    SharedLog log = log(id(7), Updates.of("a"));
    assertThatThrownBy(() -> log.append(id(6), List.of(Updates.of("late")), TERMS))
        .hasMessageContaining("given it up");
    assertThat(log.state().head()).isEqualTo(1);
  }

  @Test
  void whatAnotherReleaseWrote_isRefused() {
    List<Object> all =
        List.of(
            log(id(1), Updates.of("a")),
            new Append(id(1), List.of(Updates.of("a")), TERMS, "epoch", 1),
            new Find("a", TERMS),
            new SharedEntries(),
            new All(1));
    for (Object value : all) {
      byte[] bytes = wire.toData(value).toByteArray();
      Object read = wire.toObject(new HeapData(bytes));
      assertThat(read).hasSameClassAs(value);
      assertThatThrownBy(() -> wire.toObject(ofAnotherRelease(bytes)))
          .hasStackTraceContaining("a node of another release");
    }
  }

  /** Our own version is the first byte after what Hazelcast puts before it, sizes included. */
  private static Data ofAnotherRelease(byte[] bytes) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length);
    changed[HeapData.HEAP_DATA_OVERHEAD + Integer.BYTES]++;
    return new HeapData(changed);
  }
}
