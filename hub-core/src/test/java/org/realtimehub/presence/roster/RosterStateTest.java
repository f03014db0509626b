package org.realtimehub.presence.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.Subscription;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.SubscriptionEvent;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

final class RosterStateTest {

  private static final RosterState EMPTY = RosterState.emptyAt(new Position("epoch", 10));

  private final Repeated texts = new Repeated();
  private final String connection = UUID.randomUUID().toString();

  private Update event(String node, boolean active, @Nullable Object payload) {
    Presence presence = new Presence("/hub", false, node, update -> {});
    Subscription subscription =
        presence.subscription("exact", "/x", Subscription.subscriberOf(connection), payload);
    return presence.event(subscription, active, null);
  }

  private RosterState after(RosterState state, long offset, Update update) {
    return state.after(List.of(new LoggedUpdate(offset, update)), texts, RosterState.Witness.NONE);
  }

  private static List<String> words(RosterState state) {
    List<String> words = new ArrayList<>();
    state
        .entries()
        .visit(null, true, e -> words.add(e.node() + " " + e.payload() + " " + e.since()));
    return words;
  }

  @Test
  void beginning_isKeptWithNodePayloadAndPlace_andEndRemovesIt() {
    RosterState begun = after(EMPTY, 11, event("n1", true, List.of("a", 1)));
    assertThat(words(begun)).containsExactly("n1 [\"a\",1] 11");
    assertThat(begun.at().offset()).isEqualTo(11);
    RosterState over = after(begun, 12, event("n2", false, null));
    assertThat(words(over)).isEmpty();
    assertThat(words(begun)).hasSize(1);
  }

  @Test
  void beginningToldTwice_keepsThePlaceOfTheFirst() {
    RosterState begun = after(EMPTY, 11, event("n1", true, null));
    assertThat(words(after(begun, 12, event("n1", true, null)))).containsExactly("n1 null 11");
  }

  @Test
  void whatIsConsideredAlready_isSkipped() {
    RosterState begun = after(EMPTY, 12, event("n1", true, null));
    RosterState same = after(begun, 11, event("n1", false, null));
    assertThat(words(same)).hasSize(1);
    assertThat(same.at()).isEqualTo(begun.at());
  }

  @Test
  void otherUpdates_moveThePositionOnly() {
    assertThat(after(EMPTY, 11, Updates.of("a")).at().offset()).isEqualTo(11);
    Update real = event("n1", true, null);
    Update published = new Update("x", real.topics(), real.event(), Handling.PRIVATE);
    assertThat(words(after(EMPTY, 11, published))).isEmpty();
    Update strange =
        new Update(
            "x",
            real.topics(),
            new Event("[no object", SubscriptionEvent.TYPE, null),
            real.handling());
    assertThat(words(after(EMPTY, 11, strange))).isEmpty();
  }
}
