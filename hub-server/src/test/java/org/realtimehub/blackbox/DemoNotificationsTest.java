package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The demonstration's notifications at one hub. */
class DemoNotificationsTest extends DemoVisits {

  private NotificationsPage open() {
    return NotificationsPage.open(context, hub.url());
  }

  private void notify(String name, JsonObject notification) {
    hub.publish(
        "topic",
        "https://example.com/demo/users/" + name + "/notifications",
        "data",
        notification.encode(),
        "private",
        "on");
  }

  @Test
  void tabs_shareOneConnection_andWhatIsRead() {
    NotificationsPage first = open().enter("Alice");
    NotificationsPage second = open().awaitLoaded();
    assertThat(first.connection()).hasText("Live");
    assertThat(second.connection()).hasText("Live, through another tab");

    first.send("one", "normal", "", "");
    first.send("two", "normal", "", "");
    for (NotificationsPage tab : new NotificationsPage[] {first, second}) {
      tab.assertUnread(2);
      assertThat(tab.toasts()).hasText(new String[] {"two", "one"});
      assertThat(tab.page()).hasTitle("(2) Notifications");
    }
    assertThat(hub.connections()).isEqualTo(1);

    second.openBell();
    assertThat(second.titles()).hasText(new String[] {"two", "one"});
    second.button("Read up to here").nth(1).click();
    second.assertUnread(1);
    first.assertUnread(1);
    assertThat(first.toasts()).hasText(new String[] {"two"});
    second.button("Mark all as read").click();
    first.assertUnread(0);
    assertThat(first.toasts()).hasCount(0);
    second.page().keyboard().press("Escape");
    assertThat(second.page().locator("#inbox")).isHidden();
    assertThat(second.page().locator("#bell")).isFocused();

    // The tab that had the connection goes; the other one goes on, and nothing is lost.
    first.page().close();
    notify("Alice", JsonObject.of("title", "three"));
    second.assertUnread(1);
    assertThat(second.connection()).hasText("Live");
    assertThat(hub.connections()).isEqualTo(1);
    second.page().reload();
    second.awaitLoaded();
    second.assertUnread(1);
    second.openBell();
    assertThat(second.titles()).hasText(new String[] {"three", "two", "one"});
    assertThat(second.complaints()).isEmpty();
    assertThat(first.complaints()).isEmpty();

    second.page().navigate("about:blank");
    hub.awaitNothingLeft();
  }

  @Test
  void whatExpires_isGone_everywhere() {
    NotificationsPage alice = open().enter("Alice");
    alice.send("stays", "low", "", "");
    alice.send("goes", "urgent", "", "4");
    alice.assertUnread(2);
    alice.openBell();
    assertThat(alice.titles()).hasText(new String[] {"Urgent goes", "stays"});
    assertThat(alice.toasts()).hasText(new String[] {"goes"});

    assertThat(alice.titles()).hasText(new String[] {"stays"});
    assertThat(alice.toasts()).hasCount(0);
    alice.assertUnread(1);
    alice.page().reload();
    alice.awaitLoaded();
    alice.assertUnread(1);
  }

  @Test
  void whatIsScheduled_arrivesInTime() {
    NotificationsPage alice = open().enter("Alice");
    Instant sent = Instant.now();
    alice.send("later", "normal", "3", "");
    assertThat(alice.sender().locator("output")).containsText("It will arrive at");
    alice.send("now", "normal", "", "");
    alice.assertUnread(1);
    assertThat(alice.toasts()).hasText(new String[] {"now"});
    alice.assertUnread(2);
    assertThat(Duration.between(sent, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
    alice.openBell();
    assertThat(alice.titles()).hasText(new String[] {"later", "now"});
  }

  @Test
  void priorities_differ() {
    NotificationsPage alice = open().enter("Alice");
    notify("Alice", JsonObject.of("title", "low one", "priority", "low"));
    notify("Alice", JsonObject.of("title", "urgent one", "priority", "urgent"));
    notify("Alice", JsonObject.of("title", "odd one", "priority", "odd", "text", 7));
    alice.assertUnread(3);
    assertThat(alice.toasts()).hasText(new String[] {"odd one", "urgent one"});
    assertThat(alice.page().locator("#toasts").getByRole(AriaRole.ALERT).locator(".title"))
        .hasText("urgent one");
    // The other one goes by itself.
    assertThat(alice.toasts()).hasText(new String[] {"urgent one"});
    alice.button("Dismiss: urgent one").click();
    assertThat(alice.toasts()).hasCount(0);
    alice.assertUnread(1);
  }

  @Test
  void somebodyElse_sends_andReadsNothingOfIt() {
    NotificationsPage alice = open().enter("Alice");
    try (BrowserContext other = chromium.newContext()) {
      NotificationsPage bob = NotificationsPage.open(other, hub.url()).enter("Bob B. Bö");
      bob.addressTo("Alice");
      bob.send("<img src=x onerror=window.owned=1>", "urgent", "", "");
      assertThat(alice.toasts()).hasText(new String[] {"<img src=x onerror=window.owned=1>"});
      alice.addressTo("Bob B. Bö");
      alice.send("back", "normal", "", "");
      assertThat(bob.toasts()).hasText(new String[] {"back"});
      alice.openBell();
      assertThat(alice.titles()).hasText("Urgent <img src=x onerror=window.owned=1>");
      assertThat(alice.page().locator("img")).hasCount(0);
      assertThat(alice.page().evaluate("window.owned")).isNull();

      bob.addressTo("..");
      bob.send("nowhere", "normal", "", "");
      assertThat(bob.sender().locator("output")).containsText("Not sent:");
      assertThat(bob.complaints()).isEmpty();
    }
    assertThat(alice.complaints()).isEmpty();
  }

  @Test
  void theReadMark_survivesItsNotification() {
    NotificationsPage alice = open().enter("Alice");
    alice.send("goes", "normal", "", "3");
    alice.assertUnread(1);
    alice.openBell();
    alice.button("Mark all as read").click();
    alice.assertUnread(0);
    assertThat(alice.titles()).hasCount(0);
    alice.page().navigate("about:blank");
    notify("Alice", JsonObject.of("title", "after"));
    alice.page().goBack();
    alice.awaitLoaded();
    alice.assertUnread(1);
  }

  @Test
  void theBrowser_isAskedForPermission_whenSomebodyWantsIt() {
    context.addInitScript(
        """
        window.asked = 0;
        Notification.requestPermission = async () => { window.asked++; return 'default'; };
        Object.defineProperty(Notification, 'permission', { get: () => 'default' });
        """);
    NotificationsPage alice = open().enter("Alice");
    notify("Alice", JsonObject.of("title", "one"));
    alice.assertUnread(1);
    assertThat(alice.page().evaluate("asked")).isEqualTo(0);
    alice.button("Permit browser notifications…").click();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> alice.page().evaluate("asked").equals(1));
  }
}
