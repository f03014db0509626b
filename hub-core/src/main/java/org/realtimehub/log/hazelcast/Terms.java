package org.realtimehub.log.hazelcast;

import java.time.Duration;
import org.realtimehub.log.Retention;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * What the node that asks decides for all replicas, so that they all come to the same result.
 *
 * @param now in milliseconds since 1970
 */
record Terms(Retention retention, long now) {

  void write(WireWriter writer) {
    writer
        .integer(retention.maxEvents())
        .number(retention.maxBytes())
        .number(retention.maxAge().toMillis())
        .number(now);
  }

  static Terms read(WireReader reader) {
    Retention retention =
        new Retention(reader.integer(), reader.number(), Duration.ofMillis(reader.number()));
    return new Terms(retention, reader.number());
  }
}
