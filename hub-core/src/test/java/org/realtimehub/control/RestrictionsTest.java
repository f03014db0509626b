package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;
import org.realtimehub.control.Restriction.Kind;

final class RestrictionsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = NOW;
  private final Restrictions restrictions = new Restrictions(() -> now);

  private static AccessToken token(String subject, String id) {
    return new AccessToken(
        Grants.none(),
        Dialect.DRAFT_08,
        Optional.empty(),
        Optional.empty(),
        Optional.of(subject),
        Optional.of(id),
        Payloads.none());
  }

  private static Restriction restriction(Kind kind, String name, Instant until) {
    return new Restriction(kind, name, until, NOW, "operator", "because");
  }

  private static Map<String, String> map(Restriction... restrictions) {
    Map<String, String> map = new HashMap<>(Map.of(SharedSecret.KEY, "secret"));
    for (Restriction restriction : restrictions) {
      map.put(restriction.key(), restriction.value());
    }
    return map;
  }

  @Test
  void subjectsAndTokens_areToldApart() {
    Instant later = NOW.plusSeconds(60);
    restrictions.take(
        map(restriction(Kind.SUBJECT, "mallory", later), restriction(Kind.TOKEN, "t1", later)));
    assertThat(restrictions.ban(token("mallory", "t2")))
        .contains(restriction(Kind.SUBJECT, "mallory", later));
    assertThat(restrictions.ban(token("t1", "mallory"))).isEmpty();
    assertThat(restrictions.revoked(token("alice", "t1"))).isTrue();
    assertThat(restrictions.revoked(token("t1", "mallory"))).isFalse();
    assertThat(restrictions.size()).isEqualTo(2);
  }

  @Test
  void restriction_endsByItself_evenWhenTheMapCannotBeReadAnyMore() {
    restrictions.take(map(restriction(Kind.SUBJECT, "mallory", NOW.plusSeconds(60))));
    now = NOW.plusSeconds(60).minusMillis(1);
    assertThat(restrictions.ban(token("mallory", ""))).isPresent();
    now = NOW.plusSeconds(60);
    assertThat(restrictions.ban(token("mallory", ""))).isEmpty();
  }

  @Test
  void valueThatCannotBeUnderstood_isObeyed() {
    for (String value : List.of("", "[]", "{\"v\":2}", "{\"v\":1}", "{\"v\":\"1\"}")) {
      restrictions.take(Map.of("ban:mallory", value));
      assertThat(restrictions.ban(token("mallory", ""))).as(value).isPresent();
      restrictions.take(Map.of());
      assertThat(restrictions.ban(token("mallory", ""))).isEmpty();
    }
  }

  @Test
  void onlyWhatIsNew_isNews() {
    Map<String, String> one = map(restriction(Kind.SUBJECT, "a", NOW.plusSeconds(60)));
    assertThat(restrictions.take(one)).isTrue();
    assertThat(restrictions.take(one)).isFalse();
    assertThat(restrictions.take(map(restriction(Kind.SUBJECT, "a", NOW.plusSeconds(90)))))
        .as("a longer ban, perhaps after the shorter one")
        .isTrue();
    assertThat(restrictions.take(map())).isFalse();
    assertThat(restrictions.size()).isZero();
  }

  @Test
  void openConnection_isJudgedByItsSubjectAndItsToken() {
    Connections connections = new Connections();
    restrictions.take(
        map(
            restriction(Kind.SUBJECT, "mallory", NOW.plusSeconds(60)),
            restriction(Kind.TOKEN, "t1", Restriction.FOREVER)));
    assertThat(restrictions.verdict(new TestConnection(connections, "mallory", "t2")))
        .isEqualTo(CloseReason.BANNED);
    assertThat(restrictions.verdict(new TestConnection(connections, "alice", "t1")))
        .isEqualTo(CloseReason.REVOKED);
    assertThat(restrictions.verdict(new TestConnection(connections, "alice", "t2"))).isNull();
    assertThat(restrictions.verdict(new TestConnection(connections, null, null))).isNull();
  }

  @Test
  void list_goesOnAfterAName() {
    restrictions.take(
        map(
            restriction(Kind.SUBJECT, "b", NOW.plusSeconds(60)),
            restriction(Kind.SUBJECT, "a", NOW.plusSeconds(60)),
            restriction(Kind.TOKEN, "c", NOW.plusSeconds(60))));
    assertThat(restrictions.after(Kind.SUBJECT, null)).extracting("name").containsExactly("a", "b");
    assertThat(restrictions.after(Kind.SUBJECT, "a")).extracting("name").containsExactly("b");
  }

  @Test
  void copyThatGrowsOld_isAProblem_untilTheMapIsReadAgain() {
    restrictions.take(map());
    assertThat(restrictions.problem()).isEmpty();
    now = NOW.plus(Duration.ofSeconds(7));
    assertThat(restrictions.problem()).hasValueSatisfying(p -> assertThat(p).contains("7 s"));
    restrictions.take(map());
    assertThat(restrictions.problem()).isEmpty();
  }

  @Test
  void noEnd_isNoExpiry() {
    assertThat(restriction(Kind.TOKEN, "t", Instant.MAX).expiresAt()).isEqualTo(SharedMap.NEVER);
    Restriction ends = restriction(Kind.TOKEN, "t", NOW);
    assertThat(ends.expiresAt()).isEqualTo(NOW.toEpochMilli());
  }
}
