package org.realtimehub.log;

import java.util.List;

/**
 * The result of an append.
 *
 * @param batch what the append added to the log, in order; an update whose idempotency key was
 *     known is not in it
 * @param ids for each update that was handed in, in the same order, the id to answer: its own, or
 *     that of the first update with the same idempotency key
 */
public record Appended(Batch batch, List<String> ids) {}
