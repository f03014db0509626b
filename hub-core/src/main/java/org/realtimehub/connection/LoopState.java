package org.realtimehub.connection;

/**
 * What one event loop holds at one moment. All of it is zero when nobody is connected.
 *
 * @param connections open connections
 * @param consumers registrations in the topic index
 * @param cursors open cursors
 * @param cursorsBehind cursors that have not caught up
 * @param distinctGrants sets of grants held for subscribers
 * @param timeouts deadlines in the loop's wheel
 * @param pendingBytes bytes handed to sockets that these have not taken
 */
public record LoopState(
    int connections,
    int consumers,
    int cursors,
    int cursorsBehind,
    int distinctGrants,
    int timeouts,
    long pendingBytes) {

  public static final LoopState EMPTY = new LoopState(0, 0, 0, 0, 0, 0, 0);

  public LoopState plus(LoopState other) {
    return new LoopState(
        connections + other.connections,
        consumers + other.consumers,
        cursors + other.cursors,
        cursorsBehind + other.cursorsBehind,
        distinctGrants + other.distinctGrants,
        timeouts + other.timeouts,
        pendingBytes + other.pendingBytes);
  }
}
