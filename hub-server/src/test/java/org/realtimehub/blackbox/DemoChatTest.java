package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demonstration's chat at one hub. */
class DemoChatTest extends DemoVisits {

  @Test
  void twoPeople_seeEachOther_talk_andOneLeaves() {
    ChatPage alice = enter("Alice");
    assertThat(alice.people()).hasText(new String[] {"Alice (you)"});
    ChatPage bob = enter("Bob");
    assertThat(alice.people()).hasText(new String[] {"Alice (you)", "Bob"});
    assertThat(bob.people()).hasText(new String[] {"Alice", "Bob (you)"});

    alice.field().fill("Hel");
    assertThat(bob.typing()).hasText("Alice is typing…");
    alice.write("Hello Bob");
    assertThat(bob.texts()).hasText(new String[] {"Hello Bob"});
    assertThat(bob.typing()).hasText("");
    assertThat(alice.typing()).hasText("");
    bob.write("Hello Alice");
    assertThat(alice.texts()).hasText(new String[] {"Hello Bob", "Hello Alice"});
    assertThat(alice.fates()).hasCount(0);
    assertThat(alice.page().locator("#heard")).hasText("Bob: Hello Alice");

    bob.page().navigate("about:blank");
    assertThat(alice.people()).hasText(new String[] {"Alice (you)"});
    alice.page().navigate("about:blank");
    hub.awaitNothingLeft();
    assertThat(alice.complaints()).isEmpty();
    assertThat(bob.complaints()).isEmpty();
  }

  @Test
  void markup_isText_andALittleMarkdownIsNot() {
    ChatPage alice = enter("Alice");
    alice.write("**b** *i* _u_ snake_case_name `c<b>` [a](https://a.example/x) https://b.example.");
    Locator text = alice.texts().first();
    assertThat(text).hasText("b i u snake_case_name c<b> a https://b.example.");
    assertThat(text.locator("strong")).hasText("b");
    assertThat(text.locator("em")).hasText(new String[] {"i", "u"});
    assertThat(text.locator("code")).hasText("c<b>");
    assertThat(text.locator("a").first()).hasAttribute("href", "https://a.example/x");
    assertThat(text.locator("a").first())
        .hasAttribute("rel", Pattern.compile("noopener.*nofollow"));
    assertThat(text.locator("a").nth(1)).hasAttribute("href", "https://b.example/");

    List<String> attacks =
        List.of(
            "<img src=x onerror=\"window.owned=1\">",
            "<script>window.owned=1</script>",
            "[a](javascript:window.owned=1)",
            "[a](data:text/html,x) **<b>**",
            "[<img src=x onerror=window.owned=1>](https://x.example/\"onclick=\"window.owned=1)",
            "*".repeat(3_000),
            "_".repeat(3_000),
            "[".repeat(3_000) + "](https://",
            "`".repeat(3_000));
    attacks.forEach(attack -> publish(LOBBY, "<i onclick=window.owned=1>Mallory</i>", attack));
    hub.publish("topic", LOBBY, "data", "no message");
    hub.publish("topic", LOBBY, "data", "{\"from\":{},\"text\":[]}");
    hub.publish("topic", LOBBY, "data", "{\"from\":\"x\",\"text\":\"odd time\",\"at\":1e300}");
    assertThat(alice.text("odd time")).isVisible();
    assertThat(alice.texts()).hasCount(attacks.size() + 2);
    assertThat(alice.texts().nth(1)).hasText(attacks.get(0));
    assertThat(alice.page().locator("#messages img, #messages script, #messages i")).hasCount(0);
    assertThat(alice.page().locator("#messages a:not([href^='http'])")).hasCount(0);
    assertThat(alice.page().evaluate("window.owned")).isNull();
    assertThat(alice.complaints()).isEmpty();
  }

  @Test
  void history_isPagedUpwards_andStaysWhereItIs() {
    for (int i = 1; i <= 100; i++) {
      publish(LOBBY, i % 3 == 0 ? "Bob" : "Carol", "number " + i);
    }
    ChatPage alice = enter("Alice");
    assertThat(alice.text("number 100")).isInViewport();
    assertThat(alice.text("number 60")).hasCount(0);
    assertThat(alice.texts().first()).hasText("number 71");

    double before = alice.scrollUp("number 71");
    assertThat(alice.text("number 50")).isAttached();
    assertThat(alice.bottomOf("number 71")).isCloseTo(before, within(2d));

    publish(LOBBY, "Bob", "number 101");
    assertThat(alice.button("1 new ↓")).isVisible();
    assertThat(alice.bottomOf("number 71")).isCloseTo(before, within(2d));

    while (alice.text("number 1").count() == 0) {
      String oldest = alice.texts().first().textContent();
      alice.scrollUp(oldest);
      assertThat(alice.texts().first()).not().hasText(oldest);
    }
    assertThat(alice.page().locator("#beginning")).hasText("Nothing older is kept.");
    assertThat(alice.texts()).hasCount(101);
    for (int i = 1; i <= 101; i++) {
      assertThat(alice.texts().nth(i - 1)).hasText("number " + i);
    }
    alice.button("1 new ↓").click();
    assertThat(alice.text("number 101")).isInViewport();
    assertThat(alice.room("Lobby").locator(".badge")).hasCount(0);
  }

  @Test
  void unreadMessages_areCounted_andMarked_alsoThoseOfBeforeTheVisit() {
    ChatPage alice = enter("Alice");
    assertThat(alice.page().locator("#beginning"))
        .hasText("Nobody has written here yet. Say hello.");
    publish(SUPPORT, "Bob", "one");
    publish(SUPPORT, "Bob", "two");
    assertThat(alice.room("Support").locator(".badge")).hasText("2");
    assertThat(alice.page()).hasTitle("(2) Chat");

    alice.page().navigate("about:blank");
    hub.awaitNothingLeft();
    publish(SUPPORT, "Bob", "three");
    alice.page().goBack();
    assertThat(alice.room("Support").locator(".badge")).hasText("3");
    alice.goTo("Support");
    assertThat(alice.texts()).hasText(new String[] {"one", "two", "three"});
    assertThat(alice.page().locator("#messages li").first()).hasText("New");
    assertThat(alice.room("Support").locator(".badge")).hasCount(0);
    assertThat(alice.page()).hasTitle("Chat");

    alice.goTo("Lobby");
    publish(SUPPORT, "Bob", "four");
    assertThat(alice.room("Support").locator(".badge")).hasText("1");
    alice.page().goBack();
    assertThat(alice.page().locator("#messages li")).hasCount(5);
    assertThat(alice.page().locator("#messages li").nth(3)).hasText("New");
    publish(SUPPORT, "Bob", "five");
    assertThat(alice.text("five")).isInViewport();
    assertThat(alice.page().locator("#messages .unread")).hasCount(1);
  }

  @Test
  void whatIsNotSent_saysSo_andIsSentOnce_whenItIsTriedAgain() {
    ChatPage alice = enter("Alice");
    ChatPage bob = enter("Bob");
    // Of one the answer is lost, the other one does not get to the hub.
    alice.page().route(url -> url.endsWith("/.well-known/mercure"), DemoChatTest::fail);
    alice.write("lost");
    assertThat(alice.text("lost")).hasCount(1);
    alice.write("again");
    assertThat(alice.fates()).containsText(new String[] {"Not sent"});
    assertThat(bob.texts()).hasText(new String[] {"lost"});
    alice.page().unrouteAll();
    alice.button("Try again").click();
    assertThat(bob.texts()).hasText(new String[] {"lost", "again"});
    assertThat(alice.fates()).hasCount(0);
    assertThat(alice.texts()).hasText(new String[] {"lost", "again"});
    assertThat(alice.field()).isFocused();
  }

  private static void fail(Route route) {
    if (String.valueOf(route.request().postData()).contains("lost")) {
      route.fetch();
    }
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(413)
            .setContentType("application/problem+json")
            .setBody("{\"title\":\"x\",\"detail\":\"too large for now\"}"));
  }

  @Test
  void keyboardAlone_isEnough() {
    ChatPage alice = enter("Alice");
    assertThat(alice.field()).isFocused();
    Page page = alice.page();
    page.keyboard().type("line one");
    page.keyboard().press("Shift+Enter");
    page.keyboard().type("line two");
    page.keyboard().press("Enter");
    assertThat(alice.texts().first()).hasText("line one\nline two");
    page.keyboard().press("Shift+Tab");
    assertThat(page.locator("#messages")).isFocused();
    alice.room("Support").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#title")).hasText("Support");
  }

  @Test
  void refusedName_saysWhy() {
    Page page = context.newPage();
    page.navigate(hub.at("/demo/chat/").toString());
    page.getByLabel("Your name").fill("a/b");
    page.getByLabel("Your name").press("Enter");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("letters, digits, spaces");
    page.getByLabel("Your name").fill("Alice");
    page.getByLabel("Your name").press("Enter");
    assertThat(page.locator("#me")).hasText("Alice");
  }
}
