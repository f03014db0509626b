import { HubClient } from '../hub-client.js';
import { FakeClock } from './clock.js';
import { FakeEventSource } from './event-source.js';
import { FakeHub } from './hub.js';
import { turn, turns, until } from './until.js';

export const TRANSPORTS = ['eventsource', 'fetch', 'ndjson', 'poll'];

/** A hub, a clock and clients, all of which are gone after the test. */
export async function world(t, { transport, ...settings } = {}) {
  const clock = new FakeClock();
  const hub = await FakeHub.start(settings);
  const clients = [];
  t.after(async () => {
    for (const client of clients) client.close();
    await hub.stop();
  });
  const connect = (options = {}) => {
    const own = { clock, EventSource: FakeEventSource, ...(transport && { transports: [transport] }), ...options };
    const client = new HubClient(hub.url, own);
    clients.push(client);
    return client;
  };
  return { clock, hub, connect, transport };
}

export const stateIs = (client, status) => until(() => client.state.value.status === status, `state ${status}, is ${client.state.value.status}`);

/** Lets time pass until the client has come back. */
export async function comesBack({ clock }, client, status = 'live') {
  await until(() => {
    if (client.state.value.status === 'waiting') clock.advance(client.state.value.retryAt - clock.now());
    return client.state.value.status === status;
  }, `coming back to ${status}`);
}

/** A subscription that keeps what it gets. */
export function collect(client, matchers, options) {
  const data = [];
  const subscription = client.subscribe(matchers, (update) => data.push(update.data), options);
  return Object.assign(data, { subscription });
}

export const got = (list, ...data) => until(() => list.length >= data.length, `${data} in ${list}`);

export { turn, turns, until };
