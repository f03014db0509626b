package org.realtimehub.control;

/**
 * What is subscribed to, and by how many.
 *
 * @param type {@code exact}, {@code urlpattern} or {@code uritemplate}
 * @param subscribers registrations on all nodes that answered
 */
public record MatcherCount(String type, String value, long subscribers) {}
