import assert from 'node:assert/strict';
import { HubClient } from '../hub-client.js';
import { FakeClock } from './clock.js';
import { FakeEventSource } from './event-source.js';
import { FakeHub } from './hub.js';
import { turn, turns, until } from './until.js';

export const TRANSPORTS = ['eventsource', 'fetch', 'ndjson', 'poll'];

/** A hub, a clock and clients, all of which are gone after the test. */
export async function world(t, { transport, page, ...settings } = {}) {
  page?.install();
  FakeEventSource.mostOpen = 0;
  const clock = new FakeClock();
  const hub = await FakeHub.start(settings);
  const clients = [];
  t.after(async () => {
    for (const client of clients) client.close();
    page?.restore();
    await hub.stop();
  });
  const connect = (options = {}) => {
    const own = { clock, EventSource: FakeEventSource, fetch: countingFetch(hub), ...(transport && { transports: [transport] }), ...options };
    const client = new HubClient(hub.url, own);
    clients.push(client);
    return client;
  };
  return { clock, hub, clients, connect, transport };
}

/** Counts the connections that a client keeps: each has a signal, and ends with it. */
function countingFetch(hub) {
  const kept = new Set();
  return (url, init) => {
    const isStream = init.signal && (init.method ?? 'GET') === 'GET' && new URL(url).pathname === new URL(hub.url).pathname;
    for (const signal of kept) if (signal.aborted) kept.delete(signal);
    if (isStream) kept.add(init.signal);
    hub.mostKept = Math.max(hub.mostKept, kept.size + FakeEventSource.open.size);
    return fetch(url, init);
  };
}

export const stateIs = (client, status) => until(() => client.state.value.status === status, `state ${status}, is ${client.state.value.status}`);

/** Lets time pass until the client has come back. */
export async function comesBack({ clock }, client, status = 'live') {
  await until(() => {
    if (client.state.value.status === 'waiting') clock.advance(client.state.value.retryAt - clock.now());
    return client.state.value.status === status;
  }, `coming back to ${status}`);
}

/** The connection breaks, and the client comes back. */
export async function cutAndBack({ clock, hub }, client) {
  const before = hub.opened;
  hub.cut();
  await until(() => {
    if (client.state.value.status === 'waiting') clock.advance(client.state.value.retryAt - clock.now());
    return client.state.value.status === 'live' && hub.opened > before && hub.streams.size === 1;
  }, 'coming back after a cut');
}

/** A subscription that keeps what it gets. */
export function collect(client, matchers, options) {
  const data = [];
  const subscription = client.subscribe(matchers, (update) => data.push(update.data), options);
  return Object.assign(data, { subscription });
}

export const got = (list, ...data) => until(() => list.length >= data.length, `${data} in ${list}`);

export { turn, turns, until };

/** Never did a client keep two connections at once. */
export async function neverTwo(hub) {
  await until(() => hub.streams.size <= 1);
  const most = Math.max(hub.mostKept, FakeEventSource.mostOpen);
  assert.ok(most <= 1, `${most} connections at once`);
}
