package org.realtimehub.control;

import java.time.Instant;

/**
 * What does not change about a node.
 *
 * @param url the hub's public URL
 * @param address where it listens, host and port
 * @param admin where its admin side listens, host and port
 */
public record NodeFacts(
    String url, String address, String admin, String version, Instant started) {}
