package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.KickReport;

/** What a browser's own {@code EventSource} makes of the hub. */
@Timeout(120)
class BrowserTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String TOPIC = "https://example.com/books/1";

  /** Subscribes and notes what happens, so that a test can ask for it. */
  private static final String SUBSCRIBE =
      """
      ([url, options]) => {
        window.updates = [];
        window.failures = 0;
        window.source = new EventSource(url, options);
        source.onmessage = (event) => updates.push(event.data);
        source.onerror = () => failures++;
        source.addEventListener('hub-hello', ({ data }) => { window.hello = JSON.parse(data); });
      }
      """;

  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();

  @BeforeEach
  void openPage() {
    context = chromium.newContext();
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void closePage() {
    context.close();
  }

  private void subscribe(URI url, Map<String, Object> options) {
    page.evaluate(SUBSCRIBE, List.of(url.toString(), options));
  }

  private void awaitOpen() {
    page.waitForFunction("() => source.readyState === EventSource.OPEN");
  }

  /** Waits until the page got this update, and returns all that it got. */
  private List<?> updatesUntil(String last) {
    page.waitForFunction("last => updates.includes(last)", last);
    return (List<?>) page.evaluate("updates");
  }

  @Test
  void playground_showsWhatItsFormPublished() {
    try (TestHub hub = TestHub.start()) {
      page.navigate(hub.at("/").toString());
      button("Subscribe").click();
      assertThat(page.getByText("connected", new Page.GetByTextOptions().setExact(true)))
          .isVisible();

      page.getByLabel("Token").fill(TestTokens.everything());
      page.getByLabel("Data").fill("<b>hello</b>\nfrom a form");
      button("Publish").click();

      assertThat(page.getByLabel("Received updates").locator("pre"))
          .hasText(new String[] {"<b>hello</b>\nfrom a form"});
      assertThat(page.getByText("published as urn:uuid:")).isVisible();
      assertThat(complaints).as("errors on the console").isEmpty();
    }
  }

  @Test
  void playground_showsWhyPublishingWasRefused() {
    try (TestHub hub = TestHub.start()) {
      page.navigate(hub.at("/").toString());
      page.getByLabel("Token").fill("no token");
      button("Publish").click();
      assertThat(page.getByText("the access token is not valid here")).isVisible();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 1280})
  void playground_fitsTheWindow(int width) {
    try (TestHub hub = TestHub.start()) {
      page.setViewportSize(width, 800);
      page.navigate(hub.at("/").toString());
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
    }
  }

  private com.microsoft.playwright.Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void reconnection_bringsWhatWasMissed_once() {
    try (TestHub hub = TestHub.start("connections.retry-spread=1s")) {
      page.navigate(hub.at("/").toString());
      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
      publish(hub, "before");
      updatesUntil("before");

      hub.node().view().connections().all().forEach(BrowserTest::drain);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 0);
      IntStream.range(0, 100).forEach(i -> publish(hub, "missed " + i));
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      publish(hub, "after");

      List<String> expected = new ArrayList<>(List.of("before"));
      IntStream.range(0, 100).forEach(i -> expected.add("missed " + i));
      expected.add("after");
      assertThat(updatesUntil("after")).isEqualTo(expected);
      assertThat(page.evaluate("failures")).as("interruptions").isEqualTo(1);
    }
  }

  private static void drain(LiveConnection connection) {
    connection.close(CloseReason.DRAINED);
  }

  private static void publish(TestHub hub, String data) {
    hub.publish("topic", TOPIC, "data", data);
  }

  @Test
  void kickedPage_stopsForGood_andMayBeLoadedAgain() {
    try (TestHub hub = TestHub.start("subscribe.retry=100ms")) {
      page.navigate(hub.at("/").toString());
      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
      publish(hub, "before");
      updatesUntil("before");

      KickReport report = hub.await(hub.node().control().kick(ConnectionFilter.ofTopic(TOPIC)));
      assertThat(report.total()).isEqualTo(1);
      page.waitForFunction("() => source.readyState === EventSource.CLOSED");
      assertThat(page.evaluate("updates")).as("no event of ours").isEqualTo(List.of("before"));
      hub.awaitNothingLeft();
      assertThat(hub.node().view().connections().counts().totalOpened()).isEqualTo(1);

      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
    }
  }

  @Test
  void bannedPage_stopsForGood() {
    try (TestHub hub = TestHub.start("subscribe.retry=100ms")) {
      context.addCookies(
          List.of(
              new Cookie("mercureAuthorization", TestTokens.named("mallory", "t1"))
                  .setUrl(hub.url().toString())));
      page.navigate(hub.at("/").toString());
      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
      hub.await(hub.node().control().ban("mallory", Instant.now().plusSeconds(60), "test", ""));
      page.waitForFunction("() => source.readyState === EventSource.CLOSED");
      subscribe(hub.url("match", TOPIC), Map.of());
      page.waitForFunction("() => source.readyState === EventSource.CLOSED");
      hub.awaitNothingLeft();
      assertThat(hub.node().view().connections().counts().totalOpened()).isEqualTo(1);
    }
  }

  @Test
  void leavingThePage_leavesNothingBehind() {
    try (TestHub hub = TestHub.start()) {
      page.navigate(hub.at("/").toString());
      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
      page.navigate("about:blank");
      hub.awaitNothingLeft();
    }
  }

  @Test
  void hello_tellsTheConnectionId_soThatItsOwnUpdatesCanBeLeftOut() {
    try (TestHub hub = TestHub.start()) {
      page.navigate(hub.at("/").toString());
      subscribe(hub.url("match", TOPIC, "hello", "1"), Map.of());
      page.waitForFunction("() => window.hello");
      Object id = page.evaluate("hello.connection");
      hub.publish("topic", TOPIC, "data", "own", "exclude", String.valueOf(id));
      publish(hub, "another's");
      assertThat(updatesUntil("another's")).isEqualTo(List.of("another's"));
    }
  }

  @Test
  void anotherOrigin_receives_whenItIsAllowed() {
    try (ForeignSite site = ForeignSite.start();
        TestHub hub = TestHub.start("cors.subscribe-origins=" + site.origin())) {
      page.navigate(site.origin());
      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
      publish(hub, "hello");
      assertThat(updatesUntil("hello")).isEqualTo(List.of("hello"));
    }
  }

  @Test
  void anotherOrigin_isKeptOutByTheBrowser_whenItIsNotAllowed() {
    try (ForeignSite site = ForeignSite.start();
        TestHub hub = TestHub.start("cors.subscribe-origins=https://app.example")) {
      page.navigate(site.origin());
      subscribe(hub.url("match", TOPIC), Map.of());
      page.waitForFunction("() => source.readyState === EventSource.CLOSED");
      hub.awaitNothingLeft();
    }
  }

  @Test
  void cookie_authorizes_withCredentialsOnly() {
    try (ForeignSite site = ForeignSite.start();
        TestHub hub = TestHub.start("cors.subscribe-origins=" + site.origin())) {
      String token = TestTokens.draft07(List.of(), List.of(TOPIC));
      context.addCookies(
          List.of(new Cookie("mercureAuthorization", token).setUrl(hub.url().toString())));
      page.navigate(site.origin());

      subscribe(hub.url("match", TOPIC), Map.of("withCredentials", true));
      awaitOpen();
      hub.publish("topic", TOPIC, "data", "secret", "private", "on");
      publish(hub, "public");
      assertThat(updatesUntil("public")).isEqualTo(List.of("secret", "public"));

      page.evaluate("source.close()");
      subscribe(hub.url("match", TOPIC), Map.of());
      awaitOpen();
      hub.publish("topic", TOPIC, "data", "secret", "private", "on");
      publish(hub, "public");
      assertThat(updatesUntil("public")).isEqualTo(List.of("public"));
    }
  }

  @Test
  void credentials_areNeverAllowedToAllOrigins() {
    try (ForeignSite site = ForeignSite.start();
        TestHub hub = TestHub.start("cors.subscribe-origins=*")) {
      page.navigate(site.origin());
      subscribe(hub.url("match", TOPIC), Map.of("withCredentials", true));
      page.waitForFunction("() => source.readyState === EventSource.CLOSED");
    }
  }
}
