package org.realtimehub.control;

/**
 * A node whose part of an answer is missing.
 *
 * @param node its id
 * @param why one of a fixed set of texts
 */
public record Missing(String node, String why) {}
