import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakePage } from '../fakes/page.js';
import { collect, comesBack, got, stateIs, turns, until, world } from '../fakes/world.js';

/** Lets time pass until the client is live, but only while it waits, or for what does not get through: sockets take their own time. */
async function becomesLive({ clock, hub }, client) {
  await until(async () => {
    const { status } = client.state.value;
    const last = [...hub.streams].at(-1)?.format;
    if (status === 'waiting' || (status !== 'live' && (hub.buffered.has(last) || hub.swallowed.has(last)))) clock.advance(250);
    await turns(5);
    return client.state.value.status === 'live';
  }, 'live over some transport');
}

for (const [hinders, settings, transport] of [
  ['nothing', {}, 'eventsource'],
  ['a proxy that keeps event streams back', { buffered: new Set(['sse']) }, 'ndjson'],
  ['a proxy that keeps event streams back with their heads', { swallowed: new Set(['sse']) }, 'ndjson'],
  ['a proxy that keeps all streams back', { buffered: new Set(['sse', 'ndjson']) }, 'poll'],
  ['a proxy that keeps all streams back with their heads', { swallowed: new Set(['sse', 'ndjson']) }, 'poll'],
]) {
  for (const extensions of ['auto', true]) {
    test(`where ${hinders} is between, it is ${transport} (extensions ${extensions})`, async (t) => {
      const w = await world(t, settings);
      const client = w.connect({ extensions });
      const updates = collect(client, 'a');
      await becomesLive(w, client);
      await updates.subscription.ready;
      assert.equal(client.state.value.transport, transport);
      w.hub.publish('a', 'one');
      await got(updates, 'one');
      assert.equal(w.hub.streams.size, transport === 'poll' ? w.hub.streams.size : 1);
    });
  }
}

test('where there is no EventSource, fetch takes its place', async (t) => {
  const { connect } = await world(t);
  const client = connect({ EventSource: undefined });
  await collect(client, 'a').subscription.ready;
  assert.equal(client.state.value.transport, 'fetch');
});

test('a token goes into a header, and never into a URL', async (t) => {
  const { hub, connect } = await world(t, { tokens: { secret: {} } });
  const client = connect({ token: 'secret', transports: ['eventsource'] });
  await collect(client, 'a').subscription.ready;
  assert.equal(client.state.value.transport, 'fetch');
  assert.ok(hub.requests.every(({ headers, query }) => headers.authorization === 'Bearer secret' && !String(query).includes('secret')));
});

test('what worked before and does not get through once is tried again', async (t) => {
  const w = await world(t);
  const client = w.connect();
  await collect(client, 'a').subscription.ready;
  w.hub.swallowed = new Set(['sse']);
  w.hub.cut();
  await stateIs(client, 'waiting');
  await comesBack(w, client, 'connecting');
  await until(() => w.hub.opened === 2);
  w.clock.advance(10_000);
  await stateIs(client, 'waiting');
  w.hub.swallowed = new Set();
  await comesBack(w, client);
  assert.equal(client.state.value.transport, 'eventsource');
});

test('on another network, what did not get through before is tried again', async (t) => {
  const page = new FakePage();
  const w = await world(t, { page, buffered: new Set(['sse']) });
  const client = w.connect();
  collect(client, 'a');
  await becomesLive(w, client);
  assert.equal(client.state.value.transport, 'ndjson');
  w.hub.buffered = new Set();
  page.offline();
  assert.equal(client.state.value.status, 'offline');
  page.online();
  await stateIs(client, 'live');
  assert.equal(client.state.value.transport, 'eventsource');
});

test('what worked before gets a second chance, then the next takes over', async (t) => {
  const w = await world(t);
  const client = w.connect();
  const updates = collect(client, 'a');
  await updates.subscription.ready;
  w.hub.buffered = new Set(['sse']);
  w.hub.cut();
  await stateIs(client, 'waiting');
  w.hub.publish('a', 'one');
  await becomesLive(w, client);
  assert.equal(client.state.value.transport, 'ndjson');
  await got(updates, 'one');
  assert.deepEqual([...updates], ['one']);
});

test('a position survives the change of transports', async (t) => {
  const w = await world(t);
  const client = w.connect({ transports: ['fetch', 'poll'] });
  const updates = collect(client, 'a');
  await updates.subscription.ready;
  w.hub.publish('a', 'one');
  await got(updates, 'one');
  w.hub.swallowed = new Set(['sse']);
  w.hub.cut();
  await stateIs(client, 'waiting');
  w.hub.publish('a', 'two');
  await becomesLive(w, client);
  w.hub.publish('a', 'three');
  await got(updates, 1, 2, 3);
  assert.deepEqual([...updates], ['one', 'two', 'three']);
});

test('unknown and missing transports are refused at once', async (t) => {
  const { connect } = await world(t);
  assert.throws(() => connect({ transports: ['websocket'] }), TypeError);
  assert.throws(() => connect({ transports: [] }), TypeError);
});

test('comes back over the same transport', async (t) => {
  const w = await world(t, { buffered: new Set(['sse']) });
  const client = w.connect();
  collect(client, 'a');
  await becomesLive(w, client);
  w.hub.cut();
  await stateIs(client, 'waiting');
  await comesBack(w, client);
  assert.equal(client.state.value.transport, 'ndjson');
});
