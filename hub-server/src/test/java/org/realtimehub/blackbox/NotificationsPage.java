package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.net.URI;

/** The demonstration's notifications in a browser, spoken to as people do. */
final class NotificationsPage extends PageUnderTest {

  private NotificationsPage(BrowserContext context) {
    super(context);
  }

  /** Opens it in a tab of a browser in which somebody is signed in, or will be. */
  static NotificationsPage open(BrowserContext context, URI origin) {
    NotificationsPage opened = new NotificationsPage(context);
    opened.page().navigate(origin.resolve("/demo/notifications/").toString());
    return opened;
  }

  NotificationsPage enter(String name) {
    page().getByLabel("Your name").fill(name);
    button("Enter").click();
    return awaitLoaded();
  }

  NotificationsPage awaitLoaded() {
    assertThat(page().locator("#bell")).isVisible();
    assertThat(page().locator("#note")).not().hasText("Fetching…");
    return this;
  }

  Locator connection() {
    return page().locator("#connection");
  }

  /** With how many unread it is to be named. */
  void assertUnread(int count) {
    assertThat(button(count == 0 ? "Notifications" : "Notifications, " + count + " unread"))
        .isVisible();
  }

  void openBell() {
    page().locator("#bell").click();
    assertThat(page().locator("#inbox")).isVisible();
  }

  Locator titles() {
    return page().locator("#inbox .title");
  }

  Locator toasts() {
    return page().locator(".toast .title");
  }

  Locator sender() {
    return page().locator("#sender");
  }

  void addressTo(String name) {
    sender().getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill(name);
  }

  /**
   * Sends one, to the same user unless another was named.
   *
   * @param delay seconds until it is delivered, empty for none
   * @param ttl seconds that it lasts then, empty for any time
   */
  void send(String title, String priority, String delay, String ttl) {
    sender().getByLabel("Title").fill(title);
    sender().getByLabel("Priority").selectOption(priority);
    sender().getByLabel("Delivered in").fill(delay);
    sender().getByLabel("Gone after").fill(ttl);
    button("Send").click();
  }
}
