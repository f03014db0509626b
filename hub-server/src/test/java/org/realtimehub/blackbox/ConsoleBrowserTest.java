package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.connection.CloseReason;

/** What operators do in the console, in a browser, with a whole hub behind it. */
@Timeout(120)
@SuppressWarnings("try") // Streams that only have to be open.
class ConsoleBrowserTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String TOPIC = "https://example.com/books/1";

  private TestHub hub;
  private BrowserContext context;
  private ConsolePage console;

  @BeforeEach
  void open() {
    hub = TestHub.withUsers("sweep.every=1h");
    context = chromium.newContext();
    console = ConsolePage.open(context, hub.admin("/"));
  }

  @AfterEach
  void close() {
    List<String> complaints = List.copyOf(console.complaints());
    context.close();
    hub.close();
    assertThat(complaints).as("errors of scripts").isEmpty();
  }

  @Test
  void signIn_opensThePageThatWasAsked_andOutlivesAReload() {
    console.at("configuration?q=sweep");
    console.enter(AdminUsers.OPERATOR, "wrong");
    assertThat(console.notice("User or password is wrong")).isVisible();
    console.signIn(AdminUsers.OPERATOR);
    console.assertHeading("Configuration");
    Locator every =
        console.rows("Configuration").filter(new Locator.FilterOptions().setHasText("sweep.every"));
    assertThat(ConsolePage.cell(every, "Value")).hasText("1h");
    assertThat(ConsolePage.cell(every, "Origin")).containsText("flag");

    console.page().reload();
    console.assertHeading("Configuration");
    console.button("Sign out").click();
    console.assertHeading("Sign in");
    console.page().reload();
    console.assertHeading("Sign in");
  }

  @Test
  void overview_changesAsClientsComeAndGo() {
    console.signIn(AdminUsers.OPERATOR);
    Locator node = console.rows("Nodes");
    assertThat(ConsolePage.cell(node, "Connections")).containsText("0");
    assertThat(console.region("Health")).containsText("Good: 1 node, 0 connections");
    EventStream first = hub.subscribe("match", TOPIC);
    try (EventStream second = hub.subscribe("match", TOPIC)) {
      assertThat(ConsolePage.cell(node, "Connections")).hasText("2");
      assertThat(console.region("Health")).containsText("Good: 1 node, 2 connections");
      first.close();
      assertThat(ConsolePage.cell(node, "Connections")).hasText("1");
    }
    assertThat(ConsolePage.cell(node, "Connections")).hasText("0");
    assertThat(console.region("Health")).containsText("messages flow");
  }

  @Test
  void charts_areThereAgainAfterAReload() {
    console.signIn(AdminUsers.OPERATOR);
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      Locator chart = console.page().getByLabel(Pattern.compile("^Connections in the last hour"));
      Pattern one = Pattern.compile("now 1, from [01] to 1");
      assertThat(chart).hasAttribute("aria-label", Pattern.compile(".*" + one + ".*"));
      console.page().reload();
      assertThat(chart).hasAttribute("aria-label", Pattern.compile(".*" + one + ".*"));
      assertThat(chart.locator("canvas")).isVisible();
    }
  }

  @Test
  void connection_isFound_lookedAt_andClosed() {
    String token = TestTokens.named("alice", "alices-token");
    try (EventStream others = hub.subscribe("match", TOPIC + "/other");
        EventStream stream = hub.subscribeAs(token, "match", TOPIC)) {
      hub.publish("topic", TOPIC, "data", "1");
      stream.next();
      console.signIn(AdminUsers.OPERATOR).to("Connections");
      assertThat(console.rows("Connections")).hasCount(2);

      console.field("Subject").fill("alice");
      console.field("Subject").press("Enter");
      assertThat(console.rows("Connections")).hasCount(1);
      console.page().reload();
      assertThat(console.rows("Connections")).hasCount(1);
      ConsolePage.cell(console.rows("Connections"), "Connection").locator("a").click();

      console.assertHeading("Connection");
      Locator page = console.page().locator("main");
      assertThat(page).containsText("alices-token");
      assertThat(page).containsText(TOPIC);
      console.button("Close connection…").click();
      assertThat(console.dialog()).containsText("alice");
      console.page().keyboard().press("Escape");
      assertThat(console.dialog()).not().isVisible();
      assertThat(hub.connections()).isEqualTo(2);
      console.button("Close connection…").click();
      console.button("Close connection").click();
      assertThat(console.notice("Closed.")).isVisible();
      stream.awaitEnd();
      assertThat(hub.connections()).isEqualTo(1);
      assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.KICKED))
          .isEqualTo(1);

      console.at("connections?subject=alice");
      assertThat(console.page().getByText("None of 1 connections matches the filters")).isVisible();
    }
  }

  @Test
  void closingMany_wantsTheirNumberTyped() {
    try (EventStream one = hub.subscribe("match", TOPIC);
        EventStream two = hub.subscribe("match", TOPIC);
        EventStream other = hub.subscribe("match", TOPIC + "/other")) {
      console.signIn(AdminUsers.OPERATOR).at("connections").at("connections?topic=" + TOPIC);
      assertThat(console.rows("Connections")).hasCount(2);
      console.button("Close all that match…").click();
      Locator close = console.button("Close 2 connections");
      assertThat(close).isDisabled();
      console.dialog().getByLabel("To confirm").fill("2");
      close.click();
      one.awaitEnd();
      two.awaitEnd();
      assertThat(hub.connections()).isEqualTo(1);
      assertThat(console.page().getByText("Closed 2 connections.")).isVisible();
    }
  }

  @Test
  void publishing_reachesSubscribers_andIsShownAsCurl() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      console.signIn(AdminUsers.OPERATOR).to("Publish");
      console.field("Topic").fill(TOPIC);
      console.field("Data").fill("it's\n<b>bold</b>");
      console.field("Event type").fill("news");
      Locator curl = console.page().getByLabel("curl command");
      assertThat(curl).containsText("curl '" + hub.url() + "'");
      assertThat(curl).containsText("--data-urlencode 'data=it'\\''s");
      console.button("Publish").click();
      assertThat(console.notice("Published")).containsText("urn:uuid:");
      MessageEvent event = stream.next();
      assertThat(event.getData()).isEqualTo("it's\n<b>bold</b>");
      assertThat(event.getEventName()).isEqualTo("news");

      console.field("Topic").fill("*");
      console.button("Publish").click();
      assertThat(console.notice("Not published")).containsText("topic");
    }
  }

  @Test
  void topic_showsItsHistory_andWhatComesNow_asText() {
    String script = "<img src=x onerror=\"document.title='broken into'\">";
    hub.publish("topic", TOPIC, "data", script);
    console.signIn(AdminUsers.OPERATOR).to("Topics");
    ConsolePage.cell(console.rows("Published topics"), "Topic").locator("a").click();
    console.assertHeading("Topic");
    Locator history = console.region("History").locator(".update");
    assertThat(history).hasCount(1);
    assertThat(history.locator(".preview")).hasText(script);
    history.locator("summary").click();
    assertThat(history.locator("pre")).hasText(script);
    assertThat(console.page()).hasTitle(Pattern.compile("Topic.*"));

    console.button("Start").click();
    Locator tail = console.region("Live tail");
    assertThat(tail.getByRole(AriaRole.STATUS)).hasText("live");
    hub.publish("topic", TOPIC, "data", "{\"now\":true}");
    assertThat(tail.locator(".preview")).hasText("{\"now\":true}");
    console.button("Pause").click();
    hub.publish("topic", TOPIC, "data", "later");
    assertThat(tail).containsText("paused, 1 update held");
    console.button("Go on").click();
    assertThat(tail.locator(".preview")).hasText(new String[] {"later", "{\"now\":true}"});
  }

  @Test
  void sweep_isTriedFirst_thenRun() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      console.signIn(AdminUsers.OPERATOR).to("Sweep");
      console.page().getByText("With other limits than the configured ones").click();
      console.page().getByLabel("Over age after").fill("10ms");
      console.button("Dry run").click();
      Locator form = console.region("Sweep now");
      assertThat(form).containsText("it would close 1 connection of 1: 1 over age");
      assertThat(hub.connections()).isEqualTo(1);

      console.button("Run now…").click();
      assertThat(console.dialog()).containsText("1 connection of 1");
      console.button("Sweep all nodes").click();
      stream.awaitEnd();
      assertThat(form).containsText("closed 1 connection of 1: 1 over age");
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 0);
      Locator newest = console.rows("Last sweeps").first();
      assertThat(newest).containsText("operator");
    }
  }

  @Test
  void ban_isMade_seen_lifted_andAudited() {
    String token = TestTokens.named("mallory", "t1");
    try (EventStream stream = hub.subscribeAs(token, "match", TOPIC)) {
      console.signIn(AdminUsers.OPERATOR).to("Access");
      assertThat(console.page().getByText("No subject is banned")).isVisible();
      console.button("Ban a subject…").click();
      console.dialog().getByLabel("Subject").fill("mallory");
      console.dialog().getByLabel("Reason").fill("noise");
      console.button("Ban").click();
      stream.awaitEnd();
      assertThat(console.rows("Banned subjects")).containsText("noise");
      console.button("Lift the ban of mallory").click();
      console.button("Lift the ban").click();
      assertThat(console.page().getByText("No subject is banned")).isVisible();

      console.to("Audit");
      assertThat(console.rows("Audit").filter(new Locator.FilterOptions().setHasText("mallory")))
          .hasCount(2);
    }
  }

  @Test
  void viewer_looks_andIsToldWhatIsMissing() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      console.signIn(AdminUsers.VIEWER);
      assertThat(ConsolePage.cell(console.rows("Nodes"), "Connections")).hasText("1");
      console.to("Connections");
      assertThat(console.page().getByText("You may not close connections: the role viewer"))
          .isVisible();
      ConsolePage.cell(console.rows("Connections"), "Connection").locator("a").click();
      console.assertHeading("Connection");
      assertThat(console.button("Close connection…")).hasCount(0);
      console.at("publish");
      assertThat(console.page().getByText("You may not publish")).isVisible();
    }
  }

  @Test
  void keyboard_isEnough() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      assertThat(console.field("User")).isFocused();
      Page page = console.page();
      page.keyboard().type(AdminUsers.OPERATOR);
      page.keyboard().press("Tab");
      page.keyboard().type(AdminUsers.PASSWORD);
      page.keyboard().press("Enter");
      console.assertHeading("Overview");
      page.keyboard().press("g");
      page.keyboard().press("c");
      console.assertHeading("Connections");
      page.keyboard().press("/");
      assertThat(console.field("Subject")).isFocused();
      page.keyboard().type("nobody");
      page.keyboard().press("Enter");
      assertThat(page.getByText("matches the filters")).isVisible();
      console.button("Clear filters").press("Enter");
      assertThat(console.rows("Connections")).hasCount(1);
      console.button("Close all that match…").press("Enter");
      assertThat(console.dialog().getByLabel("To confirm")).isFocused();
      page.keyboard().press("Escape");
      assertThat(console.button("Close all that match…")).isFocused();
      page.keyboard().press("?");
      assertThat(console.dialog()).containsText("Keyboard shortcuts");
      page.keyboard().press("Escape");
      assertThat(console.dialog()).hasCount(0);
    }
  }

  @Test
  void theme_isTheSystemsOrChosen() {
    Page page = console.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    console.signIn(AdminUsers.OPERATOR);
    Locator root = page.locator("html");
    assertThat(root).hasAttribute("data-theme", "dark");
    console.page().getByLabel("Theme").selectOption("light");
    assertThat(root).hasAttribute("data-theme", "light");
    page.reload();
    assertThat(root).hasAttribute("data-theme", "light");
  }

  @Test
  void sessionThatEnded_asksToSignIn_andLeadsBack() {
    console.signIn(AdminUsers.OPERATOR).to("Sweep");
    context.clearCookies();
    console.button("Refresh").click();
    assertThat(console.notice("Your session has ended")).isVisible();
    console.signIn(AdminUsers.OPERATOR);
    console.assertHeading("Sweep");
  }

  @Test
  void livePages_leaveNothingBehind() {
    console.signIn(AdminUsers.OPERATOR).at("topic?topic=" + TOPIC);
    console.button("Start").click();
    assertThat(console.region("Live tail").getByRole(AriaRole.STATUS)).hasText("live");
    console.page().navigate("about:blank");
    hub.awaitNothingLeft();
  }
}
