package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

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

    Selection topic = new Selection(ConnectionFilter.ofTopic("https://hub.example/books/1"));
    assertThat(topic.has(exact)).isTrue();
    assertThat(topic.has(pattern)).isTrue();
    assertThat(topic.has(sameAgain)).isTrue();
    assertThat(topic.has(all)).isTrue();

    Selection written = new Selection(ConnectionFilter.ofTopic("/books/:id"));
    assertThat(written.has(exact)).isFalse();
    assertThat(written.has(pattern)).isTrue();

    Selection star = new Selection(ConnectionFilter.ofTopic("*"));
    assertThat(star.has(exact)).isFalse();
    assertThat(star.has(all)).isTrue();
  }

  private static boolean has(ConnectionFilter filter, TestConnection connection) {
    return new Selection(filter).has(connection);
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
    assertThat(ConnectionFilter.of(filter.on("n").toJson())).isEqualTo(filter);
  }
}
