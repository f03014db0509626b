package org.realtimehub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.update.Updates;

final class LocalSubscriptionsTest {

  private final Connections connections = new Connections();
  private final ScriptedEventLog log = new ScriptedEventLog();
  private final LocalSubscriptions subscriptions =
      new LocalSubscriptions(connections, new Presence("/hub", false, "n1", update -> {}), log);

  private Listing select(Selection selection) {
    return subscriptions.select(selection).result().orElseThrow();
  }

  private static List<String> words(Listing listing) {
    List<String> words = new ArrayList<>();
    while (!listing.done()) {
      listing.next().forEach(s -> words.add(s.match() + " " + s.subscriber()));
    }
    return words;
  }

  private TestConnection open(String... topics) {
    TestConnection connection = TestConnection.to(topics);
    connections.opened(connection);
    return connection;
  }

  @Test
  void longListing_takesManyTurns_andListsEachOnce() {
    for (int i = 0; i < 3_000; i++) {
      open("/x", "/y" + i);
    }
    Listing listing = select(Selection.ALL);
    int turns = 0;
    List<String> words = new ArrayList<>();
    while (!listing.done()) {
      List<Subscription> found = listing.next();
      assertThat(found).hasSizeLessThanOrEqualTo(201);
      found.forEach(s -> words.add(s.match() + " " + s.subscriber()));
      turns++;
    }
    assertThat(words).hasSize(6_000).doesNotHaveDuplicates();
    assertThat(turns).isGreaterThan(20);
  }

  @Test
  void rareMatch_isLookedForInManyTurns() {
    for (int i = 0; i < 5_000; i++) {
      open("/x" + i % 500);
    }
    Listing listing = select(new Selection("exact", "/x7", null));
    listing.next();
    assertThat(listing.done()).isFalse();
    assertThat(words(select(new Selection("exact", "/x7", null)))).hasSize(10);
  }

  @Test
  void oneSubscription_isFoundByItsConnection() {
    TestConnection one = open("/x", "/y");
    open("/x");
    String subscriber = Subscription.subscriberOf(one.id());
    assertThat(words(select(new Selection("exact", "/x", subscriber))))
        .containsExactly("/x " + subscriber);
    assertThat(words(select(new Selection(null, "/y", subscriber))))
        .containsExactly("/y " + subscriber);
    assertThat(words(select(new Selection("urlpattern", "/y", subscriber)))).isEmpty();
    connections.closed(one, CloseReason.CLIENT_CLOSED);
    assertThat(words(select(new Selection("exact", "/x", subscriber)))).isEmpty();
  }

  @Test
  void position_isTheLogsHead_beforeTheConnectionsAreLookedAt() {
    log.appendNow(Updates.of("a"));
    Listing listing = select(Selection.ALL);
    log.appendNow(Updates.of("b"));
    assertThat(listing.at().offset()).isEqualTo(1);
  }
}
