package org.realtimehub.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.regex.Pattern;

/** The console in a browser, spoken to as people do: by what is written on it. */
final class ConsolePage extends PageUnderTest {

  private final URI address;

  private ConsolePage(BrowserContext context, URI address) {
    super(context);
    this.address = address;
  }

  /** Opens it, signed in or not. */
  static ConsolePage open(BrowserContext context, URI address) {
    ConsolePage console = new ConsolePage(context, address);
    console.page().navigate(address.toString());
    return console;
  }

  ConsolePage signIn(String user) {
    enter(user, AdminUsers.PASSWORD);
    assertThat(page().getByText("Signed in as " + user)).isAttached();
    return this;
  }

  void enter(String user, String password) {
    page().getByLabel("User").fill(user);
    page().getByLabel("Password").fill(password);
    button("Sign in").click();
  }

  /** By its address, as from a bookmark: {@code connections?subject=alice}. */
  ConsolePage at(String place) {
    page().navigate(address + "#/" + place);
    return this;
  }

  /** By the menu. */
  ConsolePage to(String title) {
    page()
        .getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(title).setExact(true))
        .click();
    assertHeading(title);
    return this;
  }

  void assertHeading(String title) {
    assertThat(
            page()
                .getByRole(
                    AriaRole.HEADING,
                    new Page.GetByRoleOptions().setName(title).setExact(true).setLevel(1)))
        .isVisible();
  }

  Locator field(String label) {
    return page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  Locator region(String name) {
    return page()
        .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator dialog() {
    return page().getByRole(AriaRole.DIALOG);
  }

  /** The rows of a table without its head. */
  Locator rows(String table) {
    return page()
        .getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(table).setExact(true))
        .locator("tbody tr");
  }

  /** Of a row, what is in the column of that title. */
  static Locator cell(Locator row, String title) {
    return row.locator("td[data-label=\"" + title + "\"]");
  }

  /** What it says about something good or bad. */
  Locator notice(String text) {
    return page().locator(".notice").filter(new Locator.FilterOptions().setHasText(text));
  }

  Locator notice(Pattern text) {
    return page().locator(".notice").filter(new Locator.FilterOptions().setHasText(text));
  }
}
