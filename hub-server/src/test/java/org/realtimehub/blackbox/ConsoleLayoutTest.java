package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.connection.SweepLimits;

/**
 * Every page of the console with something on it, from a phone to a wall. What it looked like is in
 * {@code target/screenshots}.
 */
@Timeout(120)
class ConsoleLayoutTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String LONG = "https://example.com/" + "a-long-name/".repeat(12) + "1";
  private static final String UNBROKEN = "x".repeat(300);

  /** Address to heading. */
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("overview", "Overview"),
          Map.entry("connections", "Connections"),
          Map.entry("topics", "Topics"),
          Map.entry("topics?list=matchers", "Topics"),
          Map.entry("topic?topic=" + LONG, "Topic"),
          Map.entry("publish", "Publish"),
          Map.entry("sweep", "Sweep"),
          Map.entry("access", "Access"),
          Map.entry("log", "Log"),
          Map.entry("configuration", "Configuration"),
          Map.entry("audit", "Audit"));

  private static final List<EventStream> STREAMS = new ArrayList<>();
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.withUsers();
    for (String subject : List.of("alice", "https://id.example.com/users/" + UNBROKEN)) {
      STREAMS.add(hub.subscribeAs(TestTokens.named(subject, "t"), "match", LONG));
    }
    STREAMS.add(hub.subscribe("match", "https://example.com/books/1"));
    hub.publish("topic", LONG, "data", UNBROKEN);
    hub.publish("topic", "https://example.com/books/1", "data", "{\"a\":1}", "type", "news");
    hub.await(hub.node().control().ban(UNBROKEN, Instant.now().plusSeconds(3_600), "otto", LONG));
    hub.await(
        hub.node()
            .control()
            .sweep(
                null,
                new SweepLimits(
                    Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, Duration.ZERO),
                true));
  }

  @AfterAll
  static void stop() {
    STREAMS.forEach(EventStream::close);
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({"320, 640, dark", "1280, 800, light", "3840, 2160, dark"})
  void everyPage_fits(int width, int height, String scheme) {
    try (BrowserContext context = chromium.newContext()) {
      ConsolePage console = ConsolePage.open(context, hub.admin("/"));
      Page page = console.page();
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
      page.setViewportSize(width, height);
      assertFits(console, "sign-in", width);
      console.signIn(AdminUsers.OPERATOR);
      PAGES.forEach(
          (place, heading) -> {
            console.at(place);
            console.assertHeading(heading);
            assertThat(page.locator(".loading")).hasCount(0);
            assertFits(console, place, width);
          });
      console.at("connections?subject=alice");
      ConsolePage.cell(console.rows("Connections"), "Connection").locator("a").click();
      console.assertHeading("Connection");
      assertThat(console.button("Close connection…")).isVisible();
      assertFits(console, "connection", width);
      assertThat(console.complaints()).isEmpty();
    }
  }

  private static void assertFits(ConsolePage console, String place, int width) {
    String name = place.replaceAll("\\?(list=)?", "-").replaceAll("topic=.*", "one");
    console
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png"))
                .setFullPage(width < 3_000));
    assertThat(console.fitsItsWidth()).as("%s at %d px", place, width).isTrue();
  }
}
