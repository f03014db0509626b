package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demonstration's chat while the way to the hub is lost, blocked, or found again. */
class DemoNetworkTest extends DemoVisits {

  @Test
  void whatIsWrittenWithoutANetwork_isSentByItself_inItsOrder() {
    ChatPage alice = enter("Alice");
    context.setOffline(true);
    assertThat(alice.connection()).hasText("Offline: no network");
    alice.write("one");
    alice.write("two");
    assertThat(alice.texts()).hasText(new String[] {"one", "two"});
    assertThat(alice.fates()).hasText(new String[] {"Sending…", "Sending…"});
    publish(LOBBY, "Bob", "meanwhile");
    context.setOffline(false);
    assertThat(alice.texts()).hasText(new String[] {"meanwhile", "one", "two"});
    assertThat(alice.fates()).hasCount(0);
    assertThat(alice.connection()).hasText("Live");
    assertThat(alice.complaints()).isEmpty();
  }

  @Test
  void streamThatIsHeldUp_isNoticed_andComesBack() {
    try (TestHub quick = TestHub.start("subscribe.heartbeat=1s");
        TcpProxy proxy = TcpProxy.to(quick.port())) {
      ChatPage alice = ChatPage.enter(context, proxy.origin(), "Alice");
      quick.publish("topic", LOBBY, "data", message("Bob", "before"));
      assertThat(alice.text("before")).isVisible();
      proxy.holdUpStreams();
      quick.publish("topic", LOBBY, "data", message("Bob", "meanwhile"));
      assertThat(alice.texts()).hasText(new String[] {"before", "meanwhile"});
      assertThat(alice.connection()).hasText("Live");
      assertThat(quick.node().view().connections().counts().totalOpened()).isGreaterThan(1);
      alice.page().navigate("about:blank");
      quick.awaitNothingLeft();
    }
  }

  @Test
  void whoDoesNotWantToWait_triesNow() {
    try (TcpProxy proxy = TcpProxy.to(hub.port())) {
      ChatPage alice = ChatPage.enter(context, proxy.origin(), "Alice");
      assertThat(alice.button("Try now")).hasCount(0);
      Pattern streams = Pattern.compile("/mercure\\?");
      alice.page().route(streams, DemoNetworkTest::comeBackInTenMinutes);
      proxy.leadNowhere();
      assertThat(alice.connection())
          .hasText(Pattern.compile("^Connection lost.* (600|60.|59.) s *Try now"));
      publish(LOBBY, "Bob", "meanwhile");
      alice.page().unroute(streams);
      proxy.leadTo(hub.port());
      alice.button("Try now").click();
      assertThat(alice.texts()).hasText(new String[] {"meanwhile"});
      assertThat(alice.connection()).hasText("Live");
      assertThat(alice.button("Try now")).hasCount(0);
      assertThat(alice.complaints()).isEmpty();
    }
  }

  private static void comeBackInTenMinutes(Route route) {
    route.fulfill(
        new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "600")));
  }

  @Test
  void lostMessages_areSaidToBe() {
    try (TestHub forgetful = TestHub.start("history.max-events=3");
        TcpProxy proxy = TcpProxy.to(forgetful.port())) {
      ChatPage alice = ChatPage.enter(context, proxy.origin(), "Alice");
      forgetful.publish("topic", LOBBY, "data", message("Bob", "before"));
      assertThat(alice.text("before")).isVisible();
      proxy.leadNowhere();
      for (int i = 1; i <= 9; i++) {
        forgetful.publish("topic", LOBBY, "data", message("Bob", "missed " + i));
      }
      proxy.leadTo(forgetful.port());
      assertThat(alice.page().locator("#messages .missing")).hasCount(1);
      assertThat(alice.text("missed 9")).isVisible();
      assertThat(alice.text("missed 1")).hasCount(0);
    }
  }
}
