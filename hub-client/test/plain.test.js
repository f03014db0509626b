import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeUrlPattern } from '../fakes/hub-matchers.js';
import { collect, comesBack, got, stateIs, turns, until, world } from '../fakes/world.js';

const BOOK = 'https://example.com/books/{id}';

/** Hubs that are not this project's, over what they speak. */
for (const kind of ['draft07', 'draft08']) {
  for (const transport of ['eventsource', 'fetch']) {
    for (const extensions of ['auto', false]) {
      const name = `${kind} over ${transport}, extensions ${extensions}`;
      const settings = { kind, transports: undefined };
      const options = { extensions, ...(transport === 'fetch' && { EventSource: undefined }) };

      test(`${name}: each subscription has a connection of its own`, async (t) => {
        const w = await world(t, settings);
        const client = w.connect(options);
        const a = collect(client, 'a');
        const b = collect(client, ['b', 'c']);
        await readyIn(w, a, b);
        w.hub.publish('a', 'one');
        w.hub.publish('c', 'two');
        w.hub.publish(['a', 'b'], 'three');
        await got(a, 1, 3);
        await got(b, 2, 3);
        assert.deepEqual([[...a], [...b]], [['one', 'three'], ['two', 'three']]);
        await until(() => w.hub.streams.size === 2);
        b.subscription.close();
        await until(() => w.hub.streams.size === 1);
      });

      test(`${name}: comes back without loss or repeat`, async (t) => {
        const w = await world(t, settings);
        const client = w.connect(options);
        const a = collect(client, 'a');
        await readyIn(w, a);
        w.hub.publish('a', 'one');
        await got(a, 'one');
        w.hub.cut();
        await stateIs(client, 'waiting');
        w.hub.publish('a', 'two');
        await comesBack(w, client);
        w.hub.publish('a', 'three');
        await got(a, 1, 2, 3);
        assert.deepEqual([...a], ['one', 'two', 'three']);
        assert.equal(client.state.value.transport, transport);
      });

      test(`${name}: types arrive where they are named`, async (t) => {
        const w = await world(t, settings);
        const client = w.connect(options);
        const notes = collect(client, 'a', { types: ['note'] });
        await readyIn(w, notes);
        w.hub.publish('a', 'one');
        w.hub.publish('a', 'two', { type: 'note' });
        await got(notes, 'two');
        assert.deepEqual([...notes], ['two']);
      });
    }
  }
}

test('a draft-07 hub gets patterns as templates', async (t) => {
  const w = await world(t, { kind: 'draft07' });
  const client = w.connect({ extensions: false });
  const books = collect(client, { pattern: 'https://example.com/books/:id' });
  const template = collect(client, BOOK);
  await readyIn(w, books, template);
  w.hub.publish('https://example.com/books/1', 'one');
  await got(books, 'one');
  await got(template, 'one');
});

test('a first event that is no hello shows a plain hub at once', async (t) => {
  const w = await world(t, { kind: 'draft08' });
  const client = w.connect({ transports: ['eventsource'] });
  const a = collect(client, 'a');
  await until(() => w.hub.streams.size === 1);
  w.hub.publish('a', 'early');
  await a.subscription.ready;
  assert.equal(w.clock.now(), 1_000_000);
  assert.equal(w.hub.subscribes().length, 2);
  assert.ok(!w.hub.subscribes()[1].query.has('hello'));
});

for (const transport of ['eventsource', 'fetch']) {
  test(`${transport}: what a publisher of another hub calls like an event of ours is an update`, async (t) => {
    const w = await world(t, { kind: 'draft08', transport });
    const updates = collect(w.connect({ extensions: false }), 'a', { types: ['hub-kicked'] });
    await readyIn(w, updates);
    w.hub.publish('a', '{}', { type: 'hub-kicked' });
    await got(updates, 'one');
    assert.deepEqual([...updates], ['{}']);
  });
}

test('a 404 of one connection is waited out when another one has stood', async (t) => {
  const w = await world(t, { kind: 'draft08' });
  const client = w.connect({ extensions: false, EventSource: undefined });
  const a = collect(client, 'a');
  await readyIn(w, a);
  w.hub.scripted = [{ status: 404 }];
  const b = collect(client, 'b');
  await stateIs(client, 'waiting');
  assert.equal(client.state.value.reason.status, 404);
  await readyIn(w, b);
});

test('with extensions true, a hub without them is none', async (t) => {
  const w = await world(t, { kind: 'draft07' });
  const client = w.connect({ extensions: true });
  collect(client, 'a');
  await comesBack(w, client, 'closed');
  assert.equal(client.state.value.reason.status, 400);
});

test('a gap is told where the head of the answer shows it', async (t) => {
  const w = await world(t, { kind: 'draft08' });
  const client = w.connect({ extensions: false, EventSource: undefined });
  const gaps = [];
  client.addEventListener('gap', ({ detail }) => gaps.push(detail));
  const a = collect(client, 'a');
  await readyIn(w, a);
  w.hub.publish('a', 'one');
  await got(a, 'one');
  w.hub.cut();
  await stateIs(client, 'waiting');
  for (const data of ['two', 'three']) w.hub.publish('a', data);
  w.hub.forget(2);
  await comesBack(w, client);
  await got(a, 1, 3);
  assert.deepEqual(gaps, [{ continuesFrom: 'earliest' }]);
});

for (const transport of ['eventsource', 'fetch', 'ndjson']) {
  test(`${transport}: this project's hub before it had envelopes has a connection per subscription`, async (t) => {
    const w = await world(t, { transport, kind: 'noEnvelope' });
    const client = w.connect();
    const a = collect(client, 'a');
    const b = collect(client, 'b', { types: ['note', 'message'] });
    await readyIn(w, a, b);
    assert.equal(w.hub.streams.size, 2);
    assert.ok(client.connectionId);
    w.hub.publish('a', 'one');
    w.hub.publish('b', 'two', { type: 'note' });
    await got(a, 'one');
    await got(b, 'two');
    await cutAll(w, client);
    w.hub.publish('a', 'three');
    await got(a, 1, 3);
    assert.deepEqual([[...a], [...b]], [['one', 'three'], ['two']]);
  });
}

test('poll: this project\'s hub before it had envelopes has a connection per subscription', async (t) => {
  const w = await world(t, { transport: 'poll', kind: 'noEnvelope' });
  const client = w.connect();
  const [a, b] = [collect(client, 'a'), collect(client, 'b')];
  await until(() => w.hub.streams.size === 2);
  for (const stream of w.hub.streams) stream.expire();
  await readyIn(w, a, b);
  await until(() => w.hub.streams.size === 2);
  w.hub.publish('a', 'one');
  w.hub.publish('b', 'two');
  await got(a, 'one');
  await got(b, 'two');
  assert.deepEqual([[...a], [...b]], [['one'], ['two']]);
});

for (const transport of ['eventsource', 'fetch', 'ndjson', 'poll']) {
  test(`${transport}: a pattern shares the connection where there is URLPattern`, async (t) => {
    globalThis.URLPattern ??= FakeUrlPattern;
    t.after(() => globalThis.URLPattern === FakeUrlPattern && delete globalThis.URLPattern);
    const w = await world(t, { transport });
    const client = w.connect();
    const books = collect(client, { pattern: 'https://example.com/books/:id' });
    const relative = collect(client, { pattern: '/authors/:id' });
    const a = collect(client, 'a');
    await readyIn(w, books, relative, a);
    for (const [topic, data] of [['https://example.com/books/1', 'one'], ['/authors/1', 'two'], ['a', 'three']]) {
      await until(() => w.hub.streams.size === 1);
      w.hub.publish(topic, data);
    }
    await got(a, 'three');
    assert.deepEqual([[...books], [...relative], [...a]], [['one'], ['two'], ['three']]);
    assert.throws(() => client.subscribe({ pattern: 'https://example.com/(' }), TypeError);
  });

  test(`${transport}: a pattern has a connection of its own where there is none`, async (t) => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'URLPattern');
    delete globalThis.URLPattern;
    t.after(() => real && Object.defineProperty(globalThis, 'URLPattern', real));
    const w = await world(t, { transport });
    const client = w.connect();
    const books = collect(client, { pattern: 'https://example.com/books/:id' });
    const a = collect(client, 'a');
    const all = collect(client, '*');
    await readyIn(w, books, a, all);
    await until(() => w.hub.streams.size === 2);
    w.hub.publish('https://example.com/books/1', 'one');
    w.hub.publish('a', 'two');
    await got(books, 'one');
    await got(a, 'two');
    await got(all, 1, 2);
    assert.deepEqual([[...books], [...a], [...all]], [['one'], ['two'], ['one', 'two']]);
    books.subscription.close();
    await until(() => w.hub.streams.size === 1);
  });
}

async function readyIn({ clock }, ...lists) {
  let ready = false;
  Promise.all(lists.map(({ subscription }) => subscription.ready)).then(() => (ready = true));
  await until(async () => {
    if (!ready) clock.advance(100);
    await turns(3);
    return ready;
  }, 'ready');
}

async function cutAll(w, client) {
  w.hub.cut();
  await stateIs(client, 'waiting');
  await until(async () => {
    w.clock.advance(500);
    await turns(5);
    return client.state.value.status === 'live';
  });
}
