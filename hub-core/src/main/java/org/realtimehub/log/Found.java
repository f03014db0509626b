package org.realtimehub.log;

import org.realtimehub.update.LoggedUpdate;

/**
 * The oldest retained update with a given id.
 *
 * @param epoch life of the log
 */
public record Found(String epoch, LoggedUpdate update) {}
