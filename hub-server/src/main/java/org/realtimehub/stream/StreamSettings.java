package org.realtimehub.stream;

import org.realtimehub.update.FrameFormat;

/**
 * How a stream is written; shared by all connections with the same settings.
 *
 * @param hello whether the client asked for the hub's own events
 * @param bufferBytes most bytes that may wait for the client
 * @param heartbeatMillis longest time without a byte
 * @param retryMillis reconnection time told at the beginning, 0 for none
 * @param retrySpreadMillis over which clients are spread that must all come back
 */
public record StreamSettings(
    FrameFormat format,
    boolean hello,
    long bufferBytes,
    long heartbeatMillis,
    long retryMillis,
    long retrySpreadMillis) {

  StreamSettings with(FrameFormat newFormat, boolean newHello) {
    return new StreamSettings(
        newFormat, newHello, bufferBytes, heartbeatMillis, retryMillis, retrySpreadMillis);
  }
}
