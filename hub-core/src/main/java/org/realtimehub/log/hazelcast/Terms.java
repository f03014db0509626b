package org.realtimehub.log.hazelcast;

import java.time.Duration;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Position;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * What the node that asks decides for all replicas, so that they all come to the same result.
 *
 * @param now in milliseconds since 1970
 * @param seen the newest place in the log that it was told of and may have told others
 */
record Terms(Retention retention, long now, Position seen) {

  void write(WireWriter writer) {
    writer
        .integer(retention.maxEvents())
        .number(retention.maxBytes())
        .number(retention.maxAge().toMillis())
        .number(now);
    write(seen, writer);
  }

  static Terms read(WireReader reader) {
    Retention retention =
        new Retention(reader.integer(), reader.number(), Duration.ofMillis(reader.number()));
    return new Terms(retention, reader.number(), readPosition(reader));
  }

  static void write(Position position, WireWriter writer) {
    writer.text(position.epoch()).number(position.offset());
  }

  static Position readPosition(WireReader reader) {
    return new Position(reader.text(), reader.number());
  }
}
