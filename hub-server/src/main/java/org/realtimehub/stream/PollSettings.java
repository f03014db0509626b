package org.realtimehub.stream;

/**
 * Bounds of one long-poll answer.
 *
 * @param maxUpdates most updates in it
 * @param maxBytes no further update is added past this weight
 * @param draft07 whether subscription events have the older form
 */
public record PollSettings(int maxUpdates, long maxBytes, boolean draft07) {}
