package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** The demonstration's chat in a browser, spoken to as people do: by what is written on it. */
final class ChatPage extends PageUnderTest {

  private ChatPage(BrowserContext context) {
    super(context);
  }

  /**
   * Opens it, and enters.
   *
   * @param origin of the hub, or of what stands before it
   */
  static ChatPage enter(BrowserContext context, URI origin, String name) {
    ChatPage chat = new ChatPage(context);
    chat.page().navigate(origin.resolve("/demo/chat/").toString());
    chat.page().getByLabel("Your name").fill(name);
    chat.button("Enter").click();
    assertThat(chat.connection()).hasText("Live");
    assertThat(chat.page().locator("#beginning")).not().hasText("Fetching messages…");
    return chat;
  }

  Locator connection() {
    return page().locator("#connection");
  }

  Locator room(String title) {
    return page()
        .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Rooms"))
        .getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHasText(title));
  }

  void goTo(String title) {
    room(title).click();
    assertThat(page().locator("#title")).hasText(title);
    assertThat(page().locator("#beginning")).not().hasText("Fetching messages…");
  }

  Locator field() {
    return page().getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
  }

  void write(String text) {
    field().fill(text);
    field().press("Enter");
  }

  /** The texts, from top to bottom. */
  Locator texts() {
    return page().locator("#messages .text");
  }

  Locator text(String exactly) {
    return page()
        .locator("#messages .text")
        .getByText(exactly, new Locator.GetByTextOptions().setExact(true));
  }

  /**
   * Scrolls to the top, and tells where the lower end of a message is then, before anything else
   * happens.
   */
  double scrollUp(String exactly) {
    return number(
        text(exactly)
            .evaluate(
                "text => { document.getElementById('messages').scrollTop = 0;"
                    + " return text.getBoundingClientRect().bottom; }"));
  }

  double bottomOf(String exactly) {
    return number(text(exactly).evaluate("text => text.getBoundingClientRect().bottom"));
  }

  private static double number(Object number) {
    return ((Number) number).doubleValue();
  }

  /** How it is with the own messages that are on their way. */
  Locator fates() {
    return page().locator("#messages .fate");
  }

  Locator people() {
    return page()
        .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Here"))
        .getByRole(AriaRole.LISTITEM);
  }

  Locator typing() {
    return page().locator("#typing");
  }
}
