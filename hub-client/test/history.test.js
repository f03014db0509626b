import assert from 'node:assert/strict';
import { test } from 'node:test';
import { world } from '../fakes/world.js';

const dataOf = ({ updates }) => updates.map(({ data }) => data);

test('pages through the history upwards', async (t) => {
  const { hub, connect } = await world(t);
  for (let i = 0; i < 10; i += 1) hub.publish(i % 5 === 0 ? 'a' : 'b', String(i));
  const client = connect();
  const first = await client.history('b', { limit: 2 });
  assert.deepEqual(dataOf(first), ['8', '9']);
  const second = await client.history('b', { limit: 2, before: first.before });
  assert.deepEqual(dataOf(second), ['6', '7']);
  assert.equal(second.gap, false);
});

test('pages of the hub that are empty and have more behind them are not shown', async (t) => {
  const { hub, connect } = await world(t);
  hub.publish('a', 'one');
  // The fake hub looks at three updates for each page.
  for (let i = 0; i < 10; i += 1) hub.publish('b', String(i));
  const page = await connect().history('a', { limit: 1 });
  assert.deepEqual(dataOf(page), ['one']);
  assert.equal(page.before, undefined);
  assert.equal(hub.requests.length, 4);
});

test('a history without end in which nothing matches is read on later', async (t) => {
  const { hub, connect } = await world(t);
  hub.publish('a', 'one');
  for (let i = 0; i < 60; i += 1) hub.publish('b', String(i));
  const client = connect();
  const empty = await client.history('a', { limit: 1 });
  assert.deepEqual(dataOf(empty), []);
  assert.equal(hub.requests.length, 20);
  assert.deepEqual(dataOf(await client.history('a', { limit: 1, before: empty.before })), ['one']);
});

test('nothing is before the first update, and that is no gap', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  assert.deepEqual(await client.history('a'), { updates: [], before: undefined, gap: false });
  const id = hub.publish('a', 'one');
  assert.deepEqual(await client.history('a', { before: id }), { updates: [], before: undefined, gap: false });
});

test('a page that was to end at what is lost says so', async (t) => {
  const { hub, connect } = await world(t);
  for (const data of ['one', 'two', 'three', 'four']) hub.publish('a', data);
  const client = connect();
  const { before } = await client.history('a', { limit: 2 });
  hub.forget(3);
  assert.deepEqual(await client.history('a', { limit: 2, before }), { updates: [], before: undefined, gap: true });
});

test('what is lost while empty pages are read is a gap as well', async (t) => {
  const { hub, connect } = await world(t);
  hub.publish('a', 'one');
  for (let i = 0; i < 10; i += 1) hub.publish('b', String(i));
  const client = connect({
    fetch: async (...request) => {
      const response = await fetch(...request);
      hub.forget();
      return response;
    },
  });
  assert.equal((await client.history('a', { limit: 1 })).gap, true);
});

test('a hub that cannot page backwards, or not count, is told from one that has nothing', async (t) => {
  const { hub, connect } = await world(t, { kind: 'noEnvelope' });
  hub.publish('a', 'one');
  await assert.rejects(connect().history('a'), { name: 'HubError', message: /backwards/ });
  const fetch = async () => new Response(JSON.stringify({ updates: [], last_event_id: '#p1', more: false }));
  await assert.rejects(connect({ fetch }).unread('a', '#p0'), { name: 'HubError', message: /count/ });
});

test('counts what is unread over as many answers as the hub needs', async (t) => {
  const { hub, connect } = await world(t, { pageSize: 2 });
  for (let i = 0; i < 10; i += 1) hub.publish(i % 5 === 0 ? 'a' : 'b', String(i));
  assert.equal(await connect().unread('b', hub.log[2].id), 6);
  assert.equal(hub.requests.length, 4);
});

test('a count that has more and does not get on is over', async (t) => {
  const { hub, connect } = await world(t);
  const id = hub.publish('a', 'one');
  const client = connect({ fetch: async () => new Response(JSON.stringify({ count: 3, more: true, last_event_id: id })) });
  assert.equal(await client.unread('a', id), 3);
});

test('more than ten thousand are not counted', async (t) => {
  const { connect } = await world(t);
  let asked = 0;
  const answer = () => {
    assert.ok(asked < 10, 'asked without end');
    return { count: 3000, more: true, last_event_id: `#p${(asked += 1)}` };
  };
  assert.equal(await connect({ fetch: async () => new Response(JSON.stringify(answer())) }).unread('a', '#p0'), 12_000);
});
