package org.realtimehub.log.hazelcast;

import java.util.UUID;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * Tells an append from every other one, so that it happens once however often it is asked for.
 *
 * @param writer of one opened log
 * @param number grows with every append of the writer, which has one under way at a time
 */
record AppendId(UUID writer, long number) {

  void write(WireWriter wire) {
    wire.number(writer.getMostSignificantBits())
        .number(writer.getLeastSignificantBits())
        .number(number);
  }

  static AppendId read(WireReader wire) {
    return new AppendId(new UUID(wire.number(), wire.number()), wire.number());
  }
}
