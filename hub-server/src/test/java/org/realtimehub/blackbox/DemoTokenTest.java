package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.connection.CloseReason;

/** The demonstrations with tokens that last for seconds: nobody is to notice when one runs out. */
@Timeout(120)
class DemoTokenTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String LOBBY = "https://example.com/demo/rooms/lobby";

  /** Long enough that a client forgets how often it had to come back. */
  private static final Duration LIFE = Duration.ofSeconds(7);

  private static final int RENEWALS = 2;

  private final AtomicInteger signIns = new AtomicInteger();
  private TestHub hub;
  private BrowserContext context;

  @BeforeEach
  void start() {
    hub = TestHub.start("connections.retry-spread=1s");
    context = chromium.newContext();
    context.route("**/demo/sign-in", this::signIn);
  }

  @AfterEach
  void stop() {
    Chromium.close(context);
    hub.close();
  }

  /** As the hub does, but for a short time; every other time the answer is lost on its way. */
  private void signIn(Route route) {
    int count = signIns.incrementAndGet();
    if (count % 2 == 0) {
      route.abort();
      return;
    }
    JsonObject answer = new JsonObject(route.fetch().text());
    answer.put("token", shortened(answer.getString("token")));
    route.fulfill(new Route.FulfillOptions().setStatus(200).setBody(answer.encode()));
  }

  private static String shortened(String token) {
    try {
      JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
      Date end = Date.from(Instant.now().plus(LIFE));
      return TestTokens.sign(
          "at+jwt", new JWTClaimsSet.Builder(claims).expirationTime(end).build());
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private long expired() {
    return hub.node().view().connections().counts().totalClosed(CloseReason.EXPIRED);
  }

  private void awaitExpired(int times) {
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> expired() >= times);
  }

  private static void assertSameVisit(Page page) {
    assertThat(page.locator("#sign-in")).isHidden();
    assertThat(page.evaluate("window.visit")).isEqualTo("same");
  }

  @Test
  void chat_goesOn_withoutLoss_andWithoutAsking() {
    ChatPage alice = ChatPage.enter(context, hub.url(), "Alice");
    alice.page().evaluate("window.visit = 'same'");
    List<String> said = new ArrayList<>();
    for (int i = 1; i <= RENEWALS; i++) {
      awaitExpired(i);
      hub.publish(
          "topic", LOBBY, "data", JsonObject.of("from", "Bob", "text", "missed " + i).encode());
      alice.write("written " + i);
      said.addAll(List.of("missed " + i, "written " + i));
      assertThat(alice.fates()).hasCount(0);
      assertThat(alice.texts()).hasText(said.toArray(String[]::new));
      assertThat(alice.connection()).hasText("Live");
      assertThat(alice.people()).hasText(new String[] {"Alice (you)"});
    }
    assertSameVisit(alice.page());
    assertThat(alice.complaints()).isEmpty();
  }

  @Test
  void notifications_goOn_inAllTabs() {
    NotificationsPage first = NotificationsPage.open(context, hub.url()).enter("Alice");
    signIns.set(0);
    NotificationsPage second = NotificationsPage.open(context, hub.url()).awaitLoaded();
    for (NotificationsPage tab : List.of(first, second)) {
      tab.page().evaluate("window.visit = 'same'");
    }
    for (int i = 1; i <= RENEWALS; i++) {
      awaitExpired(i);
      second.send("number " + i, "low", "", "");
      first.assertUnread(i);
      second.assertUnread(i);
      assertThat(first.connection()).hasText("Live");
      assertThat(second.connection()).hasText("Live, through another tab");
    }
    for (NotificationsPage tab : List.of(first, second)) {
      assertSameVisit(tab.page());
      tab.openBell();
      assertThat(tab.titles()).hasText(new String[] {"number 2", "number 1"});
      assertThat(tab.complaints()).isEmpty();
    }
  }
}
