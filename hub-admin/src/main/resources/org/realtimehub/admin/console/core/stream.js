import { url } from './api.js';
import { probe } from './session.js';

const WAITS = [500, 1000, 2000, 4000, 8000, 15_000];

/**
 * Server-Sent Events that come back. After a failure it asks with a plain call whether the node is there, since an EventSource
 * does not tell a refusal from silence, and connects again only then; the waits grow, and vary so that consoles do not come together.
 *
 * @param on handlers by event name; each gets the parsed data
 * @param silence milliseconds without an event after which the stream counts as dead; 0 where silence is normal
 * @param changed called with {state: 'connecting' | 'open' | 'broken' | 'asked' | 'ended', reachable, retryAt}; 'asked' tells whether the node answers
 */
export function stream(path, query, { on, silence = 0, changed }) {
  let source, timer, watchdog;
  let failures = 0;
  let heard = 0;
  let closed = false;

  function connect() {
    drop();
    heard = Date.now();
    changed({ state: 'connecting' });
    source = new EventSource(url(path, query));
    source.onopen = () => changed({ state: 'open' });
    source.onerror = () => fail(true);
    for (const [name, handle] of Object.entries(on)) {
      source.addEventListener(name, ({ data }) => {
        heard = Date.now();
        failures = 0;
        handle(JSON.parse(data));
      });
    }
    if (silence) watchdog = setInterval(() => { if (Date.now() - heard > silence) fail(false); }, 1000);
  }

  function drop() {
    source?.close();
    source = undefined;
    clearInterval(watchdog);
    clearTimeout(timer);
  }

  function fail(reachable) {
    drop();
    const wait = WAITS[Math.min(failures++, WAITS.length - 1)] * (0.8 + 0.4 * Math.random());
    changed({ state: 'broken', reachable, retryAt: Date.now() + wait });
    timer = setTimeout(again, wait);
  }

  async function again() {
    clearTimeout(timer);
    const answer = await probe();
    if (closed) return;
    if (answer === 'ended') {
      changed({ state: 'ended' });
      return;
    }
    changed({ state: 'asked', reachable: answer === 'there' });
    if (answer === 'there') connect();
    else fail(false);
  }

  connect();
  return {
    retry() {
      if (!source) again();
    },
    close() {
      closed = true;
      drop();
    },
  };
}
