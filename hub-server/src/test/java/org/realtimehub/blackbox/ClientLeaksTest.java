package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a page that opens and closes clients all day leaves behind, in it and at the hub: nothing.
 */
@Timeout(120)
class ClientLeaksTest {

  @RegisterExtension static final Chromium chromium = new Chromium();

  private static final String TOPIC = "https://example.com/books/1";
  private static final int ROUNDS = 1000;

  private static final Map<String, Object> NOTHING =
      Map.of("listeners", List.of(), "timers", 0, "sources", 0, "channels", 0, "locks", 0);

  /** Before any script of the page: counts what has to be given back. */
  private static final String COUNT =
      """
      (() => {
        const listeners = new Map();
        const list = (target, type, listener) => {
          const kept = listeners.get(target) ?? new Map();
          listeners.set(target, kept);
          const key = `${target.constructor.name} ${type}`;
          if (!kept.has(key)) kept.set(key, new Set());
          return kept.get(key);
        };
        const { addEventListener, removeEventListener } = EventTarget.prototype;
        const lasting = (target) => target === window || target === document || target === window.unmount?.signal
            || target === navigator.connection;
        EventTarget.prototype.addEventListener = function (type, listener, options) {
          const target = this ?? window;
          if (lasting(target)) list(target, type, listener).add(listener);
          return addEventListener.call(target, type, listener, options);
        };
        EventTarget.prototype.removeEventListener = function (type, listener, options) {
          const target = this ?? window;
          if (lasting(target)) list(target, type, listener).delete(listener);
          return removeEventListener.call(target, type, listener, options);
        };

        const timers = new Set();
        for (const [kind, once] of [['Timeout', true], ['Interval', false]]) {
          const set = window[`set${kind}`];
          const clear = window[`clear${kind}`];
          window[`set${kind}`] = (callback, ms, ...values) => {
            const timer = set(() => {
              if (once) timers.delete(timer);
              callback(...values);
            }, ms);
            timers.add(timer);
            return timer;
          };
          window[`clear${kind}`] = (timer) => {
            timers.delete(timer);
            clear(timer);
          };
        }

        const open = { EventSource: new Set(), BroadcastChannel: new Set() };
        for (const name of Object.keys(open)) {
          window[name] = class extends window[name] {
            constructor(...values) {
              super(...values);
              open[name].add(this);
            }
            close() {
              open[name].delete(this);
              super.close();
            }
          };
        }

        window.leftovers = async () => {
          const { held, pending } = await navigator.locks.query();
          const bound = [...listeners.values()].flatMap((kept) => [...kept]).filter(([, { size }]) => size > 0);
          return {
            listeners: bound.map(([key, { size }]) => `${key}: ${size}`),
            timers: timers.size,
            sources: open.EventSource.size,
            channels: open.BroadcastChannel.size,
            locks: held.length + pending.length,
          };
        };
      })();
      """;

  /** Each round is a component that is shown and taken away, in one of the ways that there are. */
  private static final String MOUNT =
      """
      async ([url, topic, rounds]) => {
        const { HubClient } = await import('/client/hub-client.js');
        const turn = () => new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            resolve();
          };
          port2.postMessage(0);
        });
        const turns = async (count) => {
          for (let left = count; left > 0; left -= 1) await turn();
        };
        const ignore = () => {};
        window.unmount = new AbortController();
        const { signal } = unmount; // of the application: it outlives every round

        const ways = [
          async (client) => {
            client.subscribe(topic, ignore, { signal });
            client.close();
          },
          async (client, round) => {
            client.subscribe(topic, ignore, { signal });
            await turns(round % 60);
            client.close();
          },
          async (client) => {
            await client.subscribe(topic, ignore, { signal }).ready;
            client.close();
          },
          async (client, round) => {
            const component = new AbortController();
            const { ready } = client.subscribe(topic, ignore, { signal: component.signal });
            if (round % 2) await ready;
            else await turns(round % 60);
            component.abort();
          },
          async (client) => {
            for await (const update of client.subscribe(topic, undefined, { signal })) {
              if (update.data === 'first') break;
            }
          },
        ];
        const kinds = ['fetch', 'eventsource'].flatMap((transport) =>
          [false, true].map((shared) => ({ transports: [transport], shared, lastEventId: 'earliest' })));
        window.kept = [];
        let next = 0;
        const mounted = async () => {
          while (next < rounds) {
            const round = next++;
            const way = ways[round % ways.length];
            const client = new HubClient(url, kinds[Math.floor(round / ways.length) % kinds.length]);
            await way(client, Math.floor(round / ways.length / kinds.length));
            if (round < rounds - ways.length * kinds.length) client.close();
            else kept.push(client);
          }
        };
        // A browser has six connections to a host.
        await Promise.all([mounted(), mounted(), mounted(), mounted()]);
      }
      """;

  private TestHub hub;
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void start() {
    hub = TestHub.start();
    hub.publish("topic", TOPIC, "data", "first");
    context = chromium.newContext();
    context.addInitScript(COUNT);
    page = context.newPage();
    page.navigate(hub.at("/demo/").toString());
  }

  @AfterEach
  void stop() {
    context.close();
    hub.close();
  }

  @Test
  void aThousandRounds_leaveNothing() {
    page.evaluate(MOUNT, List.of(hub.url().toString(), TOPIC, ROUNDS));
    assertThat(hub.node().view().connections().counts().totalOpened())
        .as("connections that stood")
        .isGreaterThan(ROUNDS / 4);

    // Of the last clients only the subscriptions have ended: no connection is kept for nobody.
    hub.awaitNothingLeft();

    page.evaluate("kept.forEach((client) => client.close())");
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(() -> assertThat(page.evaluate("leftovers()")).isEqualTo(NOTHING));
  }
}
