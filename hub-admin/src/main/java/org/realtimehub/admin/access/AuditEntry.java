package org.realtimehub.admin.access;

import java.time.Instant;

/**
 * One call that changed something or was refused.
 *
 * @param who name of the caller, or what was given as one
 * @param address of the client
 * @param action operation of the contract
 * @param target what it was done to, empty where that says nothing
 */
public record AuditEntry(
    Instant time, String who, String address, String action, String target, String result) {}
