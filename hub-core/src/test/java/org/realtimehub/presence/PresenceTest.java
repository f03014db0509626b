package org.realtimehub.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.delivery.Interest;
import org.realtimehub.topic.Matchers;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;

final class PresenceTest {

  private static final String BASE = "/.well-known/mercure";

  private final Matchers matchers = new Matchers("https://hub.example" + BASE);
  private final List<Update> published = new ArrayList<>();

  private TestConnection subscriber(boolean announced) throws Exception {
    Interest interest =
        new Interest(
            List.of(matchers.exact("/a"), matchers.urlPattern("/:b")),
            Grants.none(),
            Dialect.DRAFT_08,
            "c1");
    return new TestConnection(interest, announced);
  }

  @Test
  void everyMatcher_isAnnouncedByAPrivateUpdateInBothForms() throws Exception {
    Presence presence = new Presence(BASE, true, "n1", published::add);
    presence.began(subscriber(true));
    assertThat(published).hasSize(2);
    Update first = published.get(0);
    assertThat(first.handling().isPrivate()).isTrue();
    assertThat(first.handling().origin()).isEqualTo("n1");
    assertThat(first.topics())
        .containsExactly(
            BASE + "/subscriptions/exact/%2Fa/urn%3Auuid%3Ac1",
            BASE + "/subscriptions/%2Fa/urn%3Auuid%3Ac1");
    LoggedUpdate logged = new LoggedUpdate(1, first);
    JsonObject current = FrameFormat.NDJSON.json(logged.update(), List.of());
    assertThat(current.getString("type")).isEqualTo("mercure");
    assertThat(new JsonObject(current.getString("data")).getBoolean("active")).isTrue();
    JsonObject older = FrameFormat.NDJSON_DRAFT_07.json(logged.update(), List.of());
    assertThat(older.containsKey("type")).isFalse();
    assertThat(new JsonObject(older.getString("data")).getString("@context"))
        .isEqualTo("https://mercure.rocks/");
    assertThat(published.get(1).id()).isNotEqualTo(first.id());
  }

  @Test
  void end_isAnnouncedOnTheSameTopics() throws Exception {
    Presence presence = new Presence(BASE, false, "n1", published::add);
    presence.began(subscriber(true));
    presence.ended(subscriber(true));
    assertThat(published).hasSize(4);
    assertThat(published.get(2).topics()).isEqualTo(published.get(0).topics()).hasSize(1);
    assertThat(new JsonObject(published.get(2).event().data()).getBoolean("active")).isFalse();
  }

  @Test
  void connectionThatIsNotAnnounced_hasNoSubscriptions() throws Exception {
    Presence presence = new Presence(BASE, true, "n1", published::add);
    presence.began(subscriber(false));
    assertThat(published).isEmpty();
    assertThat(presence.subscriptions(subscriber(false))).isEmpty();
    assertThat(presence.subscriptions(subscriber(true))).hasSize(2);
  }

  @Test
  void silentHub_announcesNothing() throws Exception {
    Presence.silent().began(subscriber(true));
    Presence.silent().ended(subscriber(true));
    assertThat(published).isEmpty();
  }
}
