package org.realtimehub.main;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.realtimehub.cluster.Membership;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.LogType;
import org.realtimehub.connection.Connections;
import org.realtimehub.feed.Feed;
import org.realtimehub.log.EventLog;
import org.realtimehub.presence.ActiveSubscriptions;
import org.realtimehub.presence.LocalSubscriptions;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.roster.Announcements;
import org.realtimehub.presence.roster.Own;
import org.realtimehub.presence.roster.RosterTimes;
import org.realtimehub.presence.roster.RosterVerticle;
import org.realtimehub.publish.Publisher;
import org.realtimehub.update.Update;

/**
 * How a node tells who is subscribed to it, and knows who is subscribed at all.
 *
 * @param presence announces subscriptions that begin and end
 * @param subscriptions what is answered to who asks
 * @param told completes once all that was announced is in the log, or will not be
 */
record Attendance(
    Presence presence, ActiveSubscriptions subscriptions, Supplier<Future<Void>> told) {

  /** What it is made of. */
  record Parts(
      Membership membership,
      EventLog log,
      Feed feed,
      Connections connections,
      Publisher publisher) {}

  /** A log in this node's memory knows no other nodes, and none that were here before. */
  static Future<Attendance> of(HubConfig config, Vertx vertx, Parts parts) {
    return config.log().type() == LogType.MEMORY || !config.subscriptions().enabled()
        ? Future.succeededFuture(ofThisNode(config, parts))
        : ofAllNodes(config, vertx, parts);
  }

  private static Attendance ofThisNode(HubConfig config, Parts parts) {
    Presence presence = presence(config, parts, parts.publisher()::announce);
    return new Attendance(
        config.subscriptions().enabled() ? presence : Presence.silent(),
        new LocalSubscriptions(parts.connections(), presence, parts.log()),
        Future::succeededFuture);
  }

  private static Future<Attendance> ofAllNodes(HubConfig config, Vertx vertx, Parts parts) {
    Announcements announcements = new Announcements(parts.publisher()::announce);
    Presence presence = presence(config, parts, announcements);
    RosterVerticle roster =
        new RosterVerticle(
            new RosterVerticle.Parts(
                config.name(),
                parts.membership(),
                parts.log(),
                parts.feed(),
                new Own(parts.connections(), presence, announcements)),
            RosterTimes.DEFAULT);
    return vertx
        .deployVerticle(roster)
        .map(id -> new Attendance(presence, roster.subscriptions(), announcements::settled));
  }

  private static Presence presence(HubConfig config, Parts parts, Consumer<Update> publish) {
    return new Presence(
        URI.create(config.url()).getRawPath(),
        config.protocol().draft07(),
        parts.membership().self(),
        publish);
  }
}
