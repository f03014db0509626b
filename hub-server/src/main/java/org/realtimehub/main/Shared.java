package org.realtimehub.main;

import java.time.InstantSource;
import org.realtimehub.connection.Connections;
import org.realtimehub.feed.Feed;
import org.realtimehub.feed.Window;
import org.realtimehub.log.EventLog;
import org.realtimehub.presence.Presence;

/**
 * What the event loops of a node share. Everything in it is thread-safe.
 *
 * @param presence announces subscriptions that begin and end
 */
record Shared(
    EventLog log,
    Window window,
    Feed feed,
    Connections connections,
    Presence presence,
    InstantSource clock) {}
