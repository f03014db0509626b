package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of {@code docs/quickstart.md}, as they are written there, but for the hub's port. */
@Timeout(120)
class QuickStartTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final Path MANUAL = Path.of("..", "docs", "quickstart.md");
  private static final String BOOK = "https://example.com/books/1";
  private static final String WEBJARS = "/META-INF/resources/webjars/";

  private static String manual;

  private final List<String> complaints = new ArrayList<>();
  private TestHub hub;
  private ForeignSite site;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void launch() throws IOException {
    manual = Files.readString(MANUAL);
  }

  @BeforeEach
  void start() {
    hub = TestHub.start();
    site = ForeignSite.start();
    context = chromium.newContext();
    page = context.newPage();
    page.onPageError(complaints::add);
  }

  @AfterEach
  void stop() {
    context.close();
    site.close();
    hub.close();
  }

  /** A block of the manual, by the name in its first line. */
  private String block(String name) {
    String line = name.endsWith(".html") || name.endsWith(".vue") ? name + " -->" : name;
    int named = manual.indexOf(" " + line + "\n");
    assertThat(named).as(name).isPositive();
    int begin = manual.indexOf('\n', named) + 1;
    String origin = "http://localhost:" + hub.port();
    return manual
        .substring(begin, manual.indexOf("\n```", begin))
        .replace("http://localhost:3000", origin);
  }

  private static String webjar(String path) throws IOException {
    try (InputStream in = QuickStartTest.class.getResourceAsStream(WEBJARS + path)) {
      assertThat(in).as(path).isNotNull();
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private void assertFollows() {
    Locator stock = page.locator("output");
    assertThat(stock).hasText("?");
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
    hub.publish("topic", BOOK, "data", "{\"stock\": 3}");
    assertThat(stock).hasText("3");
    hub.publish("topic", BOOK, "data", "{\"stock\": 2}");
    assertThat(stock).hasText("2");
    assertThat(complaints).isEmpty();
    page.navigate("about:blank");
    hub.awaitNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"event-source.html", "client.html"})
  void page_follows(String name) {
    site.with("/" + name, block(name));
    page.navigate(site.origin() + "/" + name);
    assertFollows();
  }

  private String importing(String more) {
    return """
    <!doctype html>
    <script type="importmap">
      {"imports": {"realtime-hub-client": "http://localhost:%d/client/hub-client.js", %s}}
    </script>
    """
        .formatted(hub.port(), more);
  }

  @Test
  void vue_follows() throws IOException {
    String sfc = block("Stock.vue");
    String template = sfc.substring(sfc.indexOf("<template>") + 10, sfc.indexOf("</template>"));
    site.with("/vue.js", webjar("vue/3.5.26/dist/vue.esm-browser.prod.js"))
        .with("/use-latest.js", block("use-latest.js"))
        .with(
            "/vue.html",
            importing("\"vue\": \"/vue.js\"")
                + """
                <div id="app"></div>
                <script type="module">
                  import { createApp } from 'vue';
                  import { useLatest } from './use-latest.js';
                  createApp({
                    props: ['book'],
                    setup({ book }) {
                      return { latest: useLatest(() => book, { stock: '?' }) };
                    },
                    template: `%s`,
                  }, { book: '%s' }).mount('#app');
                </script>
                """
                    .formatted(template, BOOK));
    page.navigate(site.origin() + "/vue.html");
    assertFollows();
  }

  @Test
  void react_follows() throws IOException {
    String names = "createElement, useEffect, useState";
    site.with("/react.umd.js", webjar("react/18.3.1/umd/react.production.min.js"))
        .with("/react-dom.umd.js", webjar("react-dom/18.3.1/umd/react-dom.production.min.js"))
        .with("/react.js", "export const { " + names + " } = globalThis.React;")
        .with("/babel.js", webjar("babel__standalone/7.21.2/babel.min.js"))
        .with("/use-updates.js", block("use-updates.js"))
        .with("/stock.jsx", block("stock.jsx"))
        .with(
            "/react.html",
            importing("\"react\": \"/react.js\"")
                + """
                <div id="app"></div>
                <script src="/react.umd.js"></script>
                <script src="/react-dom.umd.js"></script>
                <script src="/babel.js"></script>
                <script type="module">
                  const jsx = await (await fetch('/stock.jsx')).text();
                  const { code } = Babel.transform(jsx, { presets: ['react'] });
                  const absolute = code.replace('./use-updates.js', location.origin + '/use-updates.js');
                  const url = URL.createObjectURL(new Blob([absolute], { type: 'text/javascript' }));
                  const { Stock } = await import(url);
                  const root = ReactDOM.createRoot(document.getElementById('app'));
                  root.render(React.createElement(React.StrictMode, null, React.createElement(Stock, { book: '%s' })));
                </script>
                """
                    .formatted(BOOK));
    page.navigate(site.origin() + "/react.html");
    assertFollows();
  }
}
