package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The demonstrations in the browser's back/forward cache: nothing keeps them from being put there,
 * and they come back as they were, with what was missed.
 */
@Timeout(120)
class DemoBackForwardTest {

  @RegisterExtension static final Chromium chromium = Chromium.withBackForwardCache();

  private TestHub hub;
  private BrowserContext context;

  @BeforeEach
  void start() {
    hub = TestHub.start();
    context = chromium.newContext();
    context.addInitScript("addEventListener('pageshow', (e) => { window.kept = e.persisted; });");
  }

  @AfterEach
  void stop() {
    context.close();
    hub.close();
  }

  private void publish(String topic, JsonObject data) {
    hub.publish("topic", "https://example.com/demo/" + topic, "data", data.encode());
  }

  /** Away, where a page that is put away holds nothing at the hub. */
  private void leave(Page page) {
    page.navigate(hub.at("/demo/").toString());
    hub.awaitNothingLeft();
  }

  /** Not as the page's {@code goBack}, which waits for a page that is loaded. */
  private static void comeBack(Page page) {
    page.evaluate("history.back()");
    page.waitForFunction("() => window.kept === true");
  }

  @Test
  void chat_comesBackAsItWas_withWhatWasMissed() {
    ChatPage alice = ChatPage.enter(context, hub.url(), "Alice");
    publish("rooms/lobby", JsonObject.of("from", "Bob", "text", "before"));
    assertThat(alice.text("before")).isVisible();
    alice.field().fill("half a sen");
    leave(alice.page());
    publish("rooms/lobby", JsonObject.of("from", "Bob", "text", "meanwhile"));
    publish("rooms/support", JsonObject.of("from", "Bob", "text", "elsewhere"));

    comeBack(alice.page());
    assertThat(alice.texts()).hasText(new String[] {"before", "meanwhile"});
    assertThat(alice.room("Support").locator(".badge")).hasText("1");
    assertThat(alice.connection()).hasText("Live");
    assertThat(alice.people()).hasText(new String[] {"Alice (you)"});
    assertThat(alice.field()).hasValue("half a sen");
    alice.write("half a sentence");
    assertThat(alice.texts().last()).hasText("half a sentence");
    assertThat(alice.fates()).hasCount(0);
    assertThat(alice.complaints()).isEmpty();
  }

  @Test
  void notifications_comeBack_andShareAgain() {
    NotificationsPage first = NotificationsPage.open(context, hub.url()).enter("Alice");
    NotificationsPage second = NotificationsPage.open(context, hub.url()).awaitLoaded();
    assertThat(second.connection()).hasText("Live, through another tab");
    first.page().navigate(hub.at("/demo/").toString());
    assertThat(second.connection()).hasText("Live");
    second.send("meanwhile", "low", "", "");
    second.assertUnread(1);
    comeBack(first.page());
    first.assertUnread(1);
    assertThat(first.connection()).hasText("Live, through another tab");

    first.page().navigate(hub.at("/demo/").toString());
    second.openBell();
    second.button("Mark all as read").click();
    comeBack(first.page());
    first.assertUnread(0);
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
    assertThat(first.complaints()).isEmpty();
    assertThat(second.complaints()).isEmpty();
  }
}
