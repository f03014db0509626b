package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.cluster.FreePorts;

/**
 * The console in a real browser, whose cookies have to survive the way to the provider and back.
 */
@Timeout(120)
class OidcBrowserTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final Pattern LINK = Pattern.compile("Sign in with .*");

  private final List<String> complaints = new ArrayList<>();
  private IdentityProvider provider;
  private TestHub hub;
  private String console;
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void start() throws Exception {
    provider = new IdentityProvider();
    int port = freePort();
    // Another site than the provider's, as it is in earnest.
    console = "http://localhost:" + port + "/";
    hub =
        TestHub.start(
            "admin.port=" + port,
            "admin.oidc.issuer=" + provider.issuer(),
            "admin.oidc.client-id=" + IdentityProvider.CLIENT,
            "admin.oidc.client-secret=" + IdentityProvider.SECRET,
            "admin.oidc.public-url=" + console,
            "admin.oidc.role-claim=groups",
            "admin.oidc.operator-roles=ops");
    context = chromium.newContext();
    page = context.newPage();
    page.onPageError(complaints::add);
  }

  private static int freePort() throws IOException {
    return FreePorts.next("127.0.0.1", 0, 1).get(0);
  }

  @AfterEach
  void stop() {
    context.close();
    hub.close();
    provider.close();
    assertThat(complaints).isEmpty();
  }

  private Locator link() {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(LINK));
  }

  @Test
  void whoClicks_isSignedIn_andBackOnThePageThatWasWanted() {
    provider.says(claims -> claims.claim("groups", "ops").claim("preferred_username", "olga"));
    page.navigate(console + "#/connections?sort=idle");
    assertThat(link()).isFocused();
    page.keyboard().press("Enter");
    page.waitForURL(console + "#/connections?sort=idle");
    assertThat(page.getByText("olga").first()).isVisible();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Connections")))
        .isVisible();
    List<Cookie> cookies = context.cookies();
    assertThat(cookies)
        .extracting(cookie -> cookie.name)
        .containsExactly("hub-admin-session-" + hub.node().adminPort());
    assertThat(cookies.get(0).secure && cookies.get(0).httpOnly).isTrue();
    page.reload();
    assertThat(page.getByText("olga").first()).isVisible();
  }

  @Test
  void whoHasNoRole_isToldSo_andMayTryAgain() {
    provider.says(claims -> claims.claim("preferred_username", "otto"));
    page.navigate(console + "#/topics");
    link().click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("gives you no role");
    assertThat(link()).isVisible();
    page.waitForURL(console + "#/topics");
    assertThat(context.cookies()).isEmpty();
    provider.says(claims -> claims.claim("groups", "ops").claim("preferred_username", "otto"));
    link().click();
    assertThat(page.getByText("otto").first()).isVisible();
    page.waitForURL(console + "#/topics");
  }

  @Test
  void addressThatSomebodyMadeUp_saysNothingOfTheirs() {
    page.navigate(console + "#/?sign-in=call-0800-evil");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Signing in did not work");
    assertThat(page.content()).doesNotContain("0800");
  }
}
