package org.realtimehub.connection;

/**
 * How a connection is doing at one moment.
 *
 * @param lag updates of the log between the subscriber and the head, whether they match or not
 * @param waitingBytes bytes that its socket has not taken
 * @param lastDelivery of an update, or else its opening; milliseconds since 1970. Of an update it
 *     is always later than the opening.
 */
public record Activity(long lag, long waitingBytes, long lastDelivery) {}
