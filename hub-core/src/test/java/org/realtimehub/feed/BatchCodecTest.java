package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Batch;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

final class BatchCodecTest {

  private final BatchCodec codec = new BatchCodec();

  private Batch overTheWire(Batch batch) {
    Buffer wire = Buffer.buffer("before it");
    int start = wire.length();
    codec.encodeToWire(wire, batch);
    wire.appendString("after it");
    return codec.decodeFromWire(start, wire);
  }

  @Test
  void everyField_arrivesAsItWasSent() {
    List<Update> sent =
        List.of(
            Updates.of("plain"),
            new Update(
                "urn:uuid:€😀",
                List.of("/a", "https://example.com/ü", ""),
                new Event("line 1\r\nline 2\n", "type", "1500"),
                new Handling(true, false, Long.MAX_VALUE, "connection", "key", "node", 0)),
            new Update("", List.of("/t"), Event.ofData(""), Handling.PRIVATE),
            new Update(
                "e",
                List.of("/t"),
                Event.ofData("x"),
                new Handling(false, true, 0, null, "", null, 0)),
            new Update(
                "b",
                List.of("/t"),
                Event.ofData("x"),
                new Handling(true, true, 1, "", null, "", 0)));
    List<LoggedUpdate> logged =
        IntStream.range(0, sent.size())
            .mapToObj(i -> new LoggedUpdate((1L << 40) + i, sent.get(i)))
            .toList();
    Batch received = overTheWire(new Batch("epoch", logged));
    assertThat(received.epoch()).isEqualTo("epoch");
    assertThat(received.updates().stream().map(LoggedUpdate::update)).isEqualTo(sent);
    assertThat(received.first()).isEqualTo(1L << 40);
    assertThat(received.last()).isEqualTo((1L << 40) + sent.size() - 1);
  }

  @Test
  void emptyBatch_arrives() {
    assertThat(overTheWire(new Batch("e", List.of())).isEmpty()).isTrue();
  }

  @Test
  void onItsOwnNode_theSameObjectTravels() {
    Batch batch = new Batch("e", List.of(new LoggedUpdate(1, Updates.of("a"))));
    assertThat(codec.transform(batch)).isSameAs(batch);
  }

  @Test
  void batchOfAnotherVersion_isRefusedByName() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, new Batch("e", List.of()));
    wire.setByte(0, (byte) 2);
    assertThatThrownBy(() -> codec.decodeFromWire(0, wire))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("another release");
  }

  @Test
  void batchThatLacksAValue_isRefused() {
    Buffer wire = Buffer.buffer().appendByte((byte) 1).appendInt(-1).appendInt(0);
    assertThatThrownBy(() -> codec.decodeFromWire(0, wire))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lacks");
  }
}
