package org.realtimehub.blackbox;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** What the hub's own pages have in common for those who look at them in a browser. */
abstract class PageUnderTest {

  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  /** Opens an empty one, and listens to its scripts. */
  PageUnderTest(BrowserContext context) {
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // A browser also notes there what was refused or not reached.
          if (message.type().equals("error") && !message.text().contains("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  final Page page() {
    return page;
  }

  /** Errors of its scripts. */
  final List<String> complaints() {
    return complaints;
  }

  final Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  final boolean fitsItsWidth() {
    return (boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
  }
}
