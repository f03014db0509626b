package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;

/**
 * JavaScript as Mercure's own documentation writes it, and our client beside it in the same page:
 * both are told the same.
 */
@Timeout(120)
class MercureUsageTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String BOOK = "https://example.com/books/1";
  private static final String INBOX = "https://example.com/users/1/inbox";

  /** What a page has to write where the revisions of the protocol differ. */
  enum Revision {
    DRAFT_07(
        "mercureAuthorization", "lastEventID", "topic", "topic", "https://example.com/books/{id}"),
    DRAFT_08(
        "__Secure-mercure_access_token",
        "last_event_id",
        "match",
        "match_urlpattern",
        "https://example.com/books/:id");

    private final String cookie;
    private final String position;
    private final String topic;
    private final String several;
    private final String books;

    Revision(String cookie, String position, String topic, String several, String books) {
      this.cookie = cookie;
      this.position = position;
      this.topic = topic;
      this.several = several;
      this.books = books;
    }

    private List<List<String>> topics() {
      return List.of(List.of(topic, INBOX), List.of(several, books));
    }

    private String token(TestHub hub) {
      return this == DRAFT_07
          ? TestTokens.draft07(List.of(), List.of(INBOX))
          : TestTokens.draft08(
              hub, List.of("subscribe"), List.of(TestTokens.topic(INBOX, "exact")));
    }
  }

  private static final String SUBSCRIBE =
      """
      async ([topics, position, id]) => {
        const response = await fetch('/books/1');
        const hubUrl = response.headers.get('Link').match(/<([^>]+)>;\\s+rel=(?:mercure|"[^"]*mercure[^"]*")/)[1];
        window.seen = { official: [], ours: [], plain: [] };

        const url = new URL(hubUrl);
        for (const [name, topic] of topics) url.searchParams.append(name, topic);
        url.searchParams.append(position, id);
        const eventSource = new EventSource(url, { withCredentials: true });
        const note = ({ lastEventId, type, data }) => seen.official.push([lastEventId, type, data]);
        eventSource.onmessage = note;
        eventSource.addEventListener('price', note);

        const { HubClient } = await import(new URL('/client/hub-client.js', hubUrl));
        for (const [name, extensions] of [['ours', 'auto'], ['plain', false]]) {
          const client = new HubClient(hubUrl, { withCredentials: true, lastEventId: id, extensions });
          client.subscribe(
            ['https://example.com/users/1/inbox', { pattern: 'https://example.com/books/:id' }],
            ({ id, type, data }) => seen[name].push([id, type, data]),
            { types: ['message', 'price'] },
          );
        }
      }
      """;

  private final List<List<String>> expected = new ArrayList<>();

  private void publish(TestHub hub, String topic, String data, String type, boolean secret) {
    List<String> fields = new ArrayList<>(List.of("topic", topic, "data", data));
    if (!type.equals("message")) {
      fields.addAll(List.of("type", type));
    }
    if (secret) {
      fields.addAll(List.of("private", "on"));
    }
    expected.add(List.of(hub.publish(fields.toArray(String[]::new)), type, data));
  }

  /** Nobody in the page may see it. */
  private static void publishInVain(TestHub hub, String topic) {
    hub.publish("topic", topic, "data", "for somebody else", "private", "on");
  }

  private void assertSeen(Page page) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page.evaluate("seen"))
                    .isEqualTo(Map.of("official", expected, "ours", expected, "plain", expected)));
  }

  @ParameterizedTest
  @EnumSource
  void officialUsage_andOurClient_getTheSame(Revision revision) {
    try (ForeignSite site = ForeignSite.start();
        TestHub hub =
            TestHub.start(
                "cors.subscribe-origins=" + site.origin(),
                "subscribe.retry=100ms",
                "connections.retry-spread=1s");
        BrowserContext context = chromium.newContext()) {
      site.withHub("/books/1", hub.url());
      context.addCookies(
          List.of(
              new Cookie(revision.cookie, revision.token(hub))
                  .setDomain("localhost")
                  .setPath("/.well-known/mercure")
                  .setSecure(revision.cookie.startsWith("__Secure-"))
                  .setHttpOnly(true)));
      String position = hub.publish("topic", BOOK, "data", "known already");
      publish(hub, BOOK, "missed", "message", false);
      publish(hub, INBOX, "missed, private", "message", true);

      Page page = context.newPage();
      page.navigate(site.origin());
      page.evaluate(SUBSCRIBE, List.of(revision.topics(), revision.position, position));
      assertSeen(page);

      publish(hub, BOOK, "public", "message", false);
      publishInVain(hub, "https://example.com/books/2");
      publish(hub, INBOX, "private", "message", true);
      hub.publish("topic", "https://example.com/books/1/reviews", "data", "not asked for");
      publish(hub, "https://example.com/books/2", "{\"price\": 12}", "price", false);
      publish(hub, BOOK, "two\nlines", "message", false);
      assertSeen(page);

      Connections all = hub.node().view().connections();
      all.all().forEach(each -> each.close(CloseReason.DRAINED));
      publish(hub, INBOX, "while away", "message", true);
      publishInVain(hub, BOOK);
      publish(hub, BOOK, "while away", "price", false);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> all.counts().totalOpened() == 6);
      publish(hub, BOOK, "after", "message", false);
      assertSeen(page);
    }
  }
}
