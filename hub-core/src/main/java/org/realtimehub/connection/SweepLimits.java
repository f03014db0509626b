package org.realtimehub.connection;

import java.time.Duration;

/**
 * What a sweep closes.
 *
 * @param stalledAfter bytes wait and the client took none for this long; zero switches it off
 * @param idleAfter no update was delivered for this long; zero switches it off
 */
public record SweepLimits(Duration stalledAfter, Duration idleAfter) {}
