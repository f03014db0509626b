package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.connection.Particulars.Form;
import org.realtimehub.connection.Particulars.Transfer;
import org.realtimehub.control.ConnectionRow.Match;
import org.realtimehub.topic.Matchers;
import org.realtimehub.update.Position;

@Timeout(60)
final class ConnectionDetailTest {

  @RegisterExtension final TestCluster hub = new TestCluster(3);

  private final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");

  private ConnectionFound find(String id) throws Exception {
    return TestCluster.await(hub.node(0).control().connection(id));
  }

  @Test
  void oneOfAnotherNode_isToldWhole() throws Exception {
    TestConnection far = hub.node(2).connectWith("t1");
    far.grants =
        Grants.of(
            List.of(matchers.exact("/b"), matchers.exact("/a")),
            List.of(matchers.urlPattern("/books/:id")));
    ConnectionDetail detail = find(far.id()).detail().orElseThrow();
    assertThat(detail.row())
        .isEqualTo(
            new ConnectionRow(far.id(), "node-2", null, "192.0.2.1", List.of(), 500, far.activity));
    assertThat(detail.row().lastDelivery()).contains(Instant.ofEpochMilli(1_000));
    assertThat(detail.token())
        .isEqualTo(
            new ConnectionDetail.Token(
                "t1",
                Dialect.DRAFT_08,
                List.of(new Match("urlpattern", "/books/:id")),
                List.of(new Match("exact", "/a"), new Match("exact", "/b"))));
    assertThat(detail.particulars().activity()).isEqualTo(far.activity);
    assertThat(detail.particulars().position()).isEqualTo(new Position("epoch", 4));
    assertThat(detail.particulars().live()).isFalse();
    assertThat(detail.particulars().transfer())
        .isEqualTo(new Transfer("HTTP/2", Form.STREAM, 99, Instant.EPOCH));
    assertThat(detail.particulars().expires()).contains(Instant.ofEpochMilli(9_000));
    assertThat(detail.particulars().ends()).isEmpty();
  }

  @Test
  void whoHasIt_answers_andTheOthersAreNotWaitedFor() throws Exception {
    TestConnection far = hub.node(2).connect("alice");
    hub.members.add("node-9");
    hub.vertx.eventBus().consumer("hub.test.node.node-9.control").handler(question -> {});
    long start = System.nanoTime();
    ConnectionFound found = find(far.id());
    assertThat(System.nanoTime() - start).isLessThan(900_000_000L);
    assertThat(found.detail()).isPresent();
    assertThat(found.missing()).isEmpty();

    found = find("nobody");
    assertThat(found.detail()).isEmpty();
    assertThat(found.missing()).containsExactly(new Missing("node-9", "it did not answer in time"));
  }
}
