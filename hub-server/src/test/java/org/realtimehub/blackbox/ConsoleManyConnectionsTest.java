package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One is found among twenty thousand, and the browser never holds more than a page of them. */
@Timeout(180)
@SuppressWarnings("try") // Streams that only have to be open.
class ConsoleManyConnectionsTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final int SOCKETS = 20;

  private final List<ManyStreams> sockets = new ArrayList<>();
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.withUsers("sweep.every=1h", "subscriptions.enabled=false");
    for (int i = 1; i <= SOCKETS; i++) {
      sockets.add(ManyStreams.subscribe(hub, "match", "https://example.com/crowd"));
      int open = i * ManyStreams.STREAMS;
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == open);
    }
  }

  @AfterEach
  void stop() {
    sockets.forEach(ManyStreams::close);
    hub.close();
  }

  @Test
  void oneIsFound_andPagesAreTurned() {
    String alice = TestTokens.named("alice", "t1");
    try (BrowserContext context = chromium.newContext();
        EventStream one = hub.subscribeAs(alice, "match", "https://example.com/books/1")) {
      ConsolePage console = ConsolePage.open(context, hub.admin("/")).signIn(AdminUsers.OPERATOR);
      assertThat(console.region("Health")).containsText("20,001 connections");
      console.to("Connections");
      Locator rows = console.rows("Connections");
      assertThat(rows).hasCount(50);
      Locator first = rows.first().locator("a").first();
      String firstId = String.valueOf(first.getAttribute("title"));
      console.button("Next page").click();
      assertThat(first).not().hasAttribute("title", firstId);
      assertThat(rows).hasCount(50);
      console.button("Previous page").click();
      assertThat(first).hasAttribute("title", firstId);

      console.page().getByLabel("Sort by").selectOption("subject");
      console.page().getByLabel("Order").selectOption("desc");
      assertThat(ConsolePage.cell(rows.first(), "Subject")).hasText("alice");
      console.field("Subject").fill("alice");
      console.button("Find").click();
      assertThat(rows).hasCount(1);

      console.at("connections?topic=https://example.com/crowd");
      console.button("Close all that match…").click();
      console.dialog().getByLabel("To confirm").fill("20000");
      console.button("Close 20,000 connections").click();
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      // A slow machine answers before the last one is closed.
      console.button("Refresh").click();
      assertThat(console.page().getByText("matches the filters")).isVisible();
    }
  }
}
