package org.realtimehub.bench;

/**
 * What a subscriber asks for, and must get.
 *
 * @param request shared by all who ask for the same
 */
record Subscription(String request, Lanes lanes) {}
