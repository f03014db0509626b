package org.realtimehub.admin.api;

/**
 * The node that answers.
 *
 * @param node its id
 * @param hub name of the hub
 * @param publicUrl the hub's
 */
public record About(String node, String hub, String version, String publicUrl) {}
