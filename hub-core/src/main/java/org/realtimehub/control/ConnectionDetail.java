package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.Particulars;
import org.realtimehub.connection.Particulars.Form;
import org.realtimehub.connection.Particulars.Transfer;
import org.realtimehub.control.ConnectionRow.Match;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Position;

/**
 * Everything that can be told of a connection.
 *
 * @param particulars what changes; its activity is that of the row
 */
public record ConnectionDetail(ConnectionRow row, Token token, Particulars particulars) {

  /**
   * What it was opened with.
   *
   * @param idOrNull {@code jti}
   * @param dialect in which the client speaks
   * @param subscribe topics whose private updates it may receive, in the order of values
   * @param publish topics to which its token may publish, in the order of values
   */
  public record Token(
      @Nullable String idOrNull, Dialect dialect, List<Match> subscribe, List<Match> publish) {

    public Optional<String> id() {
      return Optional.ofNullable(idOrNull);
    }
  }

  static ConnectionDetail of(LiveConnection connection, String node, Particulars particulars) {
    Grants grants = connection.interest().grants();
    return new ConnectionDetail(
        ConnectionRow.of(connection, node, particulars.activity()),
        new Token(
            connection.tokenId().orElse(null),
            connection.interest().dialect(),
            sorted(grants.subscribe()),
            sorted(grants.publish())),
        particulars);
  }

  private static List<Match> sorted(Collection<TopicMatcher> matchers) {
    return matchers.stream()
        .map(Match::of)
        .sorted(Comparator.comparing(Match::value).thenComparing(Match::type))
        .toList();
  }

  JsonObject toJson() {
    Transfer transfer = particulars.transfer();
    return row.toJson()
        .put("token", token.idOrNull)
        .put("dialect", token.dialect.name())
        .put("subscribe", Match.toJson(token.subscribe))
        .put("publish", Match.toJson(token.publish))
        .put("epoch", particulars.position().epoch())
        .put("offset", particulars.position().offset())
        .put("live", particulars.live())
        .put("protocol", transfer.protocol())
        .put("form", transfer.form().name())
        .put("sent", transfer.sentBytes())
        .put("written", millis(transfer.lastWriteOrNull()))
        .put("expires", millis(particulars.expiresOrNull()))
        .put("ends", millis(particulars.endsOrNull()));
  }

  static ConnectionDetail of(JsonObject json, String node) {
    ConnectionRow row = ConnectionRow.of(json, node);
    return new ConnectionDetail(
        row,
        new Token(
            json.getString("token"),
            Dialect.valueOf(json.getString("dialect")),
            Match.listOf(json.getJsonArray("subscribe")),
            Match.listOf(json.getJsonArray("publish"))),
        new Particulars(
            row.activity(),
            new Position(json.getString("epoch"), json.getLong("offset")),
            json.getBoolean("live"),
            new Transfer(
                json.getString("protocol"),
                Form.valueOf(json.getString("form")),
                json.getLong("sent"),
                instant(json.getLong("written"))),
            instant(json.getLong("expires")),
            instant(json.getLong("ends"))));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
