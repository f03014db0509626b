package org.realtimehub.feed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.UpdateBytes;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * A batch on the event bus. On its own node the same immutable object travels; between nodes its
 * bytes, whose first is the version of the form.
 */
public final class BatchCodec implements MessageCodec<Batch, Batch> {

  public static final String NAME = "hub.batch";

  @Override
  public void encodeToWire(Buffer buffer, Batch batch) {
    WireWriter writer = new WireWriter(buffer);
    writer.octet(UpdateBytes.VERSION).text(batch.epoch()).integer(batch.updates().size());
    for (LoggedUpdate logged : batch.updates()) {
      writer.number(logged.offset());
      UpdateBytes.write(writer, logged.update());
    }
  }

  @Override
  public Batch decodeFromWire(int position, Buffer buffer) {
    WireReader reader = new WireReader(buffer, position);
    UpdateBytes.checkVersion(reader.octet());
    String epoch = reader.text();
    int count = reader.integer();
    List<LoggedUpdate> updates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      updates.add(new LoggedUpdate(reader.number(), UpdateBytes.read(reader)));
    }
    return new Batch(epoch, updates);
  }

  @Override
  public Batch transform(Batch batch) {
    return batch;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
