package org.realtimehub.stream;

import org.realtimehub.update.FrameFormat;

/**
 * Bounds of one long-poll answer.
 *
 * @param maxUpdates most updates in it
 * @param maxBytes no further update is added past this weight
 * @param format a format of JSON
 */
public record PollSettings(int maxUpdates, long maxBytes, FrameFormat format) {}
