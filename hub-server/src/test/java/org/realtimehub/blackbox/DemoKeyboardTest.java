package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Who uses the demonstrations without a mouse does not lose the place when a button goes. */
class DemoKeyboardTest extends DemoVisits {

  @Test
  void olderMessages_areFetchedWithTheKeyboard_whileNewOnesCome() {
    for (int i = 1; i <= 100; i++) {
      publish(LOBBY, "Bob", "number " + i);
    }
    ChatPage alice = enter("Alice");
    Page page = alice.page();
    assertThat(alice.texts().first()).hasText("number 71");
    alice.button("Older messages").focus();
    assertThat(alice.text("number 41")).isAttached();
    assertThat(alice.button("Older messages")).isFocused();
    publish(LOBBY, "Bob", "number 101");
    assertThat(alice.text("number 101")).isAttached();
    assertThat(alice.button("Older messages")).isFocused();

    while (alice.text("number 1").count() == 0) {
      String oldest = alice.texts().first().textContent();
      page.keyboard().press("Enter");
      assertThat(alice.texts().first()).not().hasText(oldest);
    }
    assertThat(page.locator("#beginning")).hasText("Nothing older is kept.");
    assertThat(page.locator("#messages")).isFocused();

    alice.button("1 new ↓").focus();
    page.keyboard().press("Enter");
    assertThat(alice.text("number 101")).isInViewport();
    assertThat(page.locator("#newer")).isHidden();
    assertThat(page.locator("#messages")).isFocused();
    assertThat(alice.complaints()).isEmpty();
  }

  @Test
  void dismissedNotifications_leadToTheNextOne_andToTheBell() {
    NotificationsPage alice = NotificationsPage.open(context, hub.url()).enter("Alice");
    Page page = alice.page();
    alice.send("one", "urgent", "", "");
    assertThat(alice.toasts()).hasCount(1);
    alice.send("two", "urgent", "", "");
    assertThat(alice.toasts()).hasText(new String[] {"two", "one"});
    alice.button("Dismiss: one").focus();
    page.keyboard().press("Enter");
    assertThat(alice.toasts()).hasText(new String[] {"two"});
    assertThat(alice.button("Dismiss: two")).isFocused();
    page.keyboard().press("Enter");
    assertThat(alice.toasts()).hasCount(0);
    assertThat(page.locator("#bell")).isFocused();
    alice.assertUnread(0);

    page.keyboard().press("Enter");
    assertThat(page.locator("#inbox")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("#bell")).isFocused();
    assertThat(alice.complaints()).isEmpty();
  }
}
