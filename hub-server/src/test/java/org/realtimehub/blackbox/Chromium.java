package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's own Chromium, without a window: started for the first class that registers it, and
 * shared by all, for each test opens a context of its own.
 */
final class Chromium implements BeforeAllCallback {

  /** What runs, until the last test of the JVM is over. */
  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  private static final String VARIABLE = "HUB_TEST_CHROMIUM";
  private static final double PATIENCE_MILLIS = TestHub.PATIENCE.toMillis();

  private final List<String> unwanted;

  @SuppressWarnings("NullAway.Init") // By JUnit, before the first test.
  private Browser browser;

  Chromium() {
    this(List.of());
  }

  /**
   * @param unwanted of the switches that Playwright would start it with
   */
  private Chromium(List<String> unwanted) {
    this.unwanted = unwanted;
  }

  /** One that puts pages away as they are and brings them back, as browsers of people do. */
  static Chromium withBackForwardCache() {
    return new Chromium(List.of("--disable-back-forward-cache"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    browser =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Chromium.class))
            .computeIfAbsent(unwanted, Chromium::launch, Running.class)
            .browser();
  }

  /** Fails where there is no browser: a test that did not run must not look like one that did. */
  private static Running launch(List<String> unwanted) {
    String path = System.getenv(VARIABLE);
    assertThat(path)
        .as(
            "%s must name the Chromium to test with: run ./check, which finds or installs it",
            VARIABLE)
        .isNotBlank();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Running(playwright, launch(playwright, Path.of(path), unwanted));
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static Browser launch(Playwright playwright, Path executable, List<String> unwanted) {
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setTimeout(PATIENCE_MILLIS)
                .setIgnoreDefaultArgs(unwanted)
                .setArgs(
                    List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  /** Cookies and cache of its own. */
  BrowserContext newContext() {
    BrowserContext context = browser.newContext();
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  /** Of a size, in the colours that its user likes. */
  BrowserContext newContext(int width, int height, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return context;
  }

  /**
   * Leaves all pages before it closes their context: what one of them fetches in that moment, as a
   * tab that takes the lead of another does, is still answered by the test's routes.
   */
  static void close(BrowserContext context) {
    context.pages().forEach(page -> page.navigate("about:blank"));
    context.close();
  }
}
