package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.Connections;
import org.realtimehub.topic.Matchers;

final class ConnectionFilterTest {

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
  private final Connections connections = new Connections();

  @Test
  void topic_meansWhoReceivesIt_orWroteItSo() throws Exception {
    TestConnection exact =
        new TestConnection(connections, "a", null, matchers.exact("https://hub.example/books/1"));
    TestConnection pattern =
        new TestConnection(connections, "a", null, matchers.urlPattern("/books/:id"));
    TestConnection all = new TestConnection(connections, "a", null, matchers.exact("*"));

    TestConnection sameAgain =
        new TestConnection(connections, "b", null, matchers.urlPattern("/books/:id"));

    Selection topic = new Selection(ConnectionFilter.ofTopic("https://hub.example/books/1"), 0);
    assertThat(topic.has(exact)).isTrue();
    assertThat(topic.has(pattern)).isTrue();
    assertThat(topic.has(sameAgain)).isTrue();
    assertThat(topic.has(all)).isTrue();

    Selection written = new Selection(ConnectionFilter.ofTopic("/books/:id"), 0);
    assertThat(written.has(exact)).isFalse();
    assertThat(written.has(pattern)).isTrue();

    Selection star = new Selection(ConnectionFilter.ofTopic("*"), 0);
    assertThat(star.has(exact)).isFalse();
    assertThat(star.has(all)).isTrue();
  }

  private static boolean has(ConnectionFilter filter, TestConnection connection) {
    return new Selection(filter, 10_000).means(connection);
  }

  @Test
  void conditions_areAllToBeMet() {
    TestConnection alice = new TestConnection(connections, "alice", null);
    assertThat(has(ConnectionFilter.ALL, alice)).isTrue();
    assertThat(has(ConnectionFilter.ofSubject("alice"), alice)).isTrue();
    assertThat(has(ConnectionFilter.ofSubject("bob"), alice)).isFalse();
    assertThat(has(ConnectionFilter.ofId(alice.id()), alice)).isTrue();
    ConnectionFilter near =
        new ConnectionFilter(null, alice.id(), "alice", null, "192.0.2.1", Thresholds.NONE);
    assertThat(has(near, alice)).isTrue();
    ConnectionFilter far =
        new ConnectionFilter(null, alice.id(), "alice", null, "192.0.2.2", Thresholds.NONE);
    assertThat(has(far, alice)).isFalse();
    TestConnection anonymous = new TestConnection(connections, null, null);
    assertThat(has(ConnectionFilter.ofSubject("alice"), anonymous)).isFalse();
  }

  @Test
  void filter_travelsWhole_butForTheNode() {
    ConnectionFilter filter = new ConnectionFilter(null, "i", "s", "t", "a", Thresholds.NONE);
    Thresholds thresholds =
        new Thresholds(millis(1), Duration.ofMinutes(1), Duration.ofMillis(5), 6, 7);
    for (ConnectionFilter one : List.of(filter, filter.reaching(thresholds))) {
      assertThat(ConnectionFilter.of(one.on("n").toJson())).isEqualTo(one);
    }
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static boolean reaches(TestConnection connection, Thresholds thresholds) {
    return has(ConnectionFilter.ALL.reaching(thresholds), connection);
  }

  @Test
  void thresholds_areReachedWhenEqual() {
    TestConnection one = new TestConnection(connections, "alice", null);
    assertThat(reaches(one, new Thresholds(millis(9_500), millis(9_500), millis(9_000), 3, 20)))
        .isTrue();
    assertThat(reaches(one, new Thresholds(millis(9_501), null, null, 0, 0))).isFalse();
    assertThat(reaches(one, new Thresholds(null, millis(9_499), null, 0, 0))).isFalse();
    assertThat(reaches(one, new Thresholds(null, null, millis(9_001), 0, 0))).isFalse();
    assertThat(reaches(one, new Thresholds(null, null, null, 4, 0))).isFalse();
    assertThat(reaches(one, new Thresholds(null, null, null, 0, 21))).isFalse();
    Duration longer = Duration.ofSeconds(Long.MAX_VALUE);
    assertThat(reaches(one, new Thresholds(null, longer, null, 0, 0))).isTrue();
    assertThat(reaches(one, new Thresholds(null, null, longer, 0, 0))).isFalse();
  }
}
