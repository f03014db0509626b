package org.realtimehub.stream;

import org.realtimehub.connection.CloseReason;

/**
 * The deadlines of a connection, in milliseconds since 1970; {@link Long#MAX_VALUE} for never.
 *
 * @param expiresAt when its access token expires
 * @param endsAt when it has lived long enough
 * @param endReason why it is closed then
 * @param heartbeatMillis longest time without a byte
 */
public record Lifetime(long expiresAt, long endsAt, CloseReason endReason, long heartbeatMillis) {}
