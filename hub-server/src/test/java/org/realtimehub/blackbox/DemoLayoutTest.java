package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The demonstrations with something on them, from a small phone to a desk. What they looked like is
 * in {@code target/screenshots}.
 */
@Timeout(120)
class DemoLayoutTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String UNBROKEN = "x".repeat(300);

  /** Has a dot of the colour of text that is of less weight. */
  private static final String LOOKS_UNKNOWN =
      """
      (person) => getComputedStyle(person, '::before').backgroundColor
          === getComputedStyle(document.getElementById('me')).color
      """;

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
    long begin = System.currentTimeMillis() - 3_600_000;
    String[][] messages = {
      {"Bob", "Good morning. The **new stock** is in, see [the list](https://example.com/list)."},
      {"Bob", "Numbers are in `stock.csv`, *as always*."},
      {"Carol", "Thanks! I will look at it before noon."},
      {"Alice", "Me too."},
      {"An unusually long name in a chat", UNBROKEN},
      {"Carol", "Two lines\nof text, and https://example.com/" + "a-long-name/".repeat(12)},
    };
    for (String room : new String[] {"lobby", "support"}) {
      for (int i = 0; i < 24; i++) {
        String[] message = messages[i % messages.length];
        long at = begin + i * 140_000L;
        hub.publish(
            "topic",
            "https://example.com/demo/rooms/" + room,
            "data",
            JsonObject.of("from", message[0], "text", message[1], "at", at).encode());
      }
    }
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static BrowserContext context(int width, int height, String scheme) {
    return chromium.newContext(
        width, height, scheme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT);
  }

  @ParameterizedTest
  @CsvSource({"320, 640, dark", "1280, 800, light"})
  void index_andSignIn_fit(int width, int height, String scheme) {
    try (BrowserContext context = context(width, height, scheme)) {
      Page page = context.newPage();
      for (String place : new String[] {"", "chat/", "notifications/"}) {
        page.navigate(hub.at("/demo/" + place).toString());
        assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
        assertFits(
            page,
            place.isEmpty() ? "demo" : "demo-sign-in-" + place.replace("/", ""),
            width,
            scheme);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"320, 640, dark", "1280, 800, light"})
  void chat_fits(int width, int height, String scheme) {
    try (BrowserContext context = context(width, height, scheme);
        BrowserContext others = chromium.newContext()) {
      ChatPage alice = ChatPage.enter(context, hub.url(), "Alice");
      ChatPage bob = ChatPage.enter(others, hub.url(), "Bob");
      ChatPage carol = ChatPage.enter(others, hub.url(), "Carol of the long name");
      assertThat(alice.people()).hasCount(3);
      bob.goTo("Support");
      bob.write("Are you there?");
      assertThat(alice.room("Support").locator(".badge")).isVisible();
      bob.goTo("Lobby");
      bob.field().fill("I");
      assertThat(alice.typing()).hasText("Bob is typing…");
      assertFits(alice.page(), "demo-chat", width, scheme);
      assertThat(carol.complaints()).isEmpty();

      alice.page().evaluate("location.hash = 'coffee'");
      assertThat(alice.room("Coffee break"))
          .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.95));

      alice.goTo("Support");
      context.setOffline(true);
      assertThat(alice.connection()).hasText("Offline: no network");
      alice.write("Does this get through?");
      assertThat(alice.fates()).hasText("Sending…");
      assertFits(alice.page(), "demo-chat-offline", width, scheme);
      assertThat(alice.people().first().evaluate(LOOKS_UNKNOWN)).isEqualTo(true);
      assertThat(alice.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"320, 640, dark", "1280, 800, light"})
  void notifications_fit(int width, int height, String scheme) {
    String name = "Alice-" + width + "-" + scheme;
    try (BrowserContext context = context(width, height, scheme)) {
      NotificationsPage alice = NotificationsPage.open(context, hub.url()).enter(name);
      assertFits(alice.page(), "demo-notifications-empty", width, scheme);
      assertShowsItsOptions(alice.sender().getByLabel("Priority"));
      String[][] all = {
        {"low", "Your invoice is ready", "You find it under **Documents**."},
        {"normal", "Carol has answered", "Thanks! I will look at it before noon."},
        {"normal", UNBROKEN, UNBROKEN},
        {"urgent", "The door of hall 2 is open", "Since 10 minutes."}
      };
      for (String[] each : all) {
        JsonObject notification =
            JsonObject.of("priority", each[0], "title", each[1], "text", each[2], "from", "Bob");
        notification.put("until", System.currentTimeMillis() + 3_600_000);
        hub.publish(
            "topic",
            "https://example.com/demo/users/" + name + "/notifications",
            "data",
            notification.encode(),
            "private",
            "on");
      }
      alice.assertUnread(all.length);
      assertThat(alice.toasts()).hasCount(3);
      assertFits(alice.page(), "demo-notifications-toasts", width, scheme);
      alice.openBell();
      alice.button("Mark all as read").click();
      assertThat(alice.toasts()).hasCount(0);
      alice.page().keyboard().press("Escape");
      alice.send("Another one", "low", "", "");
      alice.assertUnread(1);
      alice.openBell();
      assertFits(alice.page(), "demo-notifications", width, scheme);
      assertThat(alice.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"320, 640, dark", "1280, 800, light"})
  void lostConnection_fits_underALongName(int width, int height, String scheme) {
    String name = "W".repeat(32);
    try (TcpProxy proxy = TcpProxy.to(hub.port());
        BrowserContext context = context(width, height, scheme)) {
      ChatPage chat = ChatPage.enter(context, proxy.origin(), name);
      assertUnbroken(chat.page());
      NotificationsPage first = NotificationsPage.open(context, proxy.origin()).enter(name);
      NotificationsPage second = NotificationsPage.open(context, proxy.origin()).awaitLoaded();
      assertThat(second.connection()).hasText("Live, through another tab");
      assertThat(second.connection()).hasAttribute("data-status", "live");
      assertUnbroken(second.page());
      for (PageUnderTest each : List.of(chat, first, second)) {
        each.page().route(Pattern.compile("/mercure\\?"), DemoLayoutTest::comeBackInAnHour);
      }
      proxy.leadNowhere();
      for (PageUnderTest each : List.of(chat, first, second)) {
        assertThat(each.page().locator("#connection"))
            .hasText(Pattern.compile("^Connection lost(: .* 3[56].. s|, through .*)Try now$"));
        assertThat(each.page().locator("#connection")).hasAttribute("data-status", "waiting");
        assertUnbroken(each.page());
      }
      assertFits(chat.page(), "demo-chat-lost", width, scheme);
      assertFits(first.page(), "demo-notifications-lost", width, scheme);
      assertFits(second.page(), "demo-notifications-lost-following", width, scheme);
      Chromium.close(context);
    }
  }

  private static void comeBackInAnHour(Route route) {
    route.fulfill(
        new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "3600")));
  }

  /** The bar stays small, and no word in it is torn. */
  private static void assertUnbroken(Page page) {
    assertThat(
            page.evaluate(
                """
                () => [...document.querySelectorAll('.bar h1, .bar button:not(#bell)')].filter((element) => {
                  const range = document.createRange();
                  range.selectNodeContents(element);
                  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
                }).map(({ textContent }) => textContent)
                """))
        .isEqualTo(List.of());
    assertThat(page.locator(".bar").boundingBox().height).isLessThan(100);
  }

  /** Whatever is chosen can be read. */
  private static void assertShowsItsOptions(Locator select) {
    assertThat(
            select.evaluate(
                """
                (select) => {
                  const given = select.offsetWidth;
                  select.style.width = 'max-content';
                  const wanted = select.offsetWidth;
                  select.style.width = '';
                  return wanted <= given;
                }
                """))
        .isEqualTo(true);
  }

  private static void assertFits(Page page, String name, int width, String scheme) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(SCREENSHOTS.resolve(name + "-" + width + "-" + scheme + ".png")));
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("%s at %d px", name, width)
        .isEqualTo(true);
  }
}
