package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.control.Calls.Answers;

/** Nodes of other releases. */
@Timeout(60)
final class CallsTest {

  @RegisterExtension final TestCluster hub = new TestCluster(2);

  private Calls calls() {
    return new Calls(
        hub.vertx.eventBus(),
        new Addresses("test"),
        "self",
        question -> Future.failedFuture("nobody asks"));
  }

  @Test
  void nodeThatDoesNotKnowAQuestion_isNamed() throws Exception {
    for (JsonObject question : List.of(Questions.of("of a later release"), new JsonObject())) {
      Answers answers = TestCluster.await(calls().ask(List.of("node-1"), question));
      assertThat(answers.byNode()).isEmpty();
      assertThat(answers.missing())
          .containsExactly(new Missing("node-1", "it does not know this question"));
    }
  }

  @Test
  void nodeOfAnotherVersion_isNamed_andTheOthersCount() throws Exception {
    EventBus bus = hub.vertx.eventBus();
    bus.<JsonObject>consumer("hub.test.node.node-0.old.control")
        .handler(question -> question.fail(505, "this node speaks version 1"));
    hub.members.add("node-0.old");
    hub.node(1).connect("alice");
    KickReport report =
        TestCluster.await(hub.node(0).control().kick(ConnectionFilter.ofSubject("alice")));
    assertThat(report.total()).isEqualTo(1);
    assertThat(report.missing())
        .containsExactly(new Missing("node-0.old", "it speaks another version"));
  }
}
