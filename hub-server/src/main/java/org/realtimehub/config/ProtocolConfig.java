package org.realtimehub.config;

/**
 * Which generations of the protocol are spoken besides the current one.
 *
 * @param draft07 whether the names and tokens of draft-07, today's clients, are understood too
 */
public record ProtocolConfig(boolean draft07) {
  static final Key<Boolean> DRAFT_07 = Key.of("protocol.draft-07", Types.flag(), true);

  static ProtocolConfig read(Values values) {
    return new ProtocolConfig(values.get(DRAFT_07));
  }
}
