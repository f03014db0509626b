package org.realtimehub.stream;

import org.realtimehub.update.Position;

/**
 * Where a connection begins to deliver.
 *
 * @param after deliver what follows this position
 * @param lost whether the place the client asked for is gone or unknown
 * @param known whether the client has an id for this position
 */
public record Beginning(Position after, boolean lost, boolean known) {}
