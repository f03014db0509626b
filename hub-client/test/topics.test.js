import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRANSPORTS, collect, comesBack, got, neverTwo, stateIs, turns, until, world } from '../fakes/world.js';

test('poll: all pages of what was missed are of the past', async (t) => {
  const { hub, connect } = await world(t, { transport: 'poll', pageSize: 2 });
  const client = connect();
  const a = collect(client, 'a');
  await a.subscription.ready;
  await until(() => hub.streams.size === 1);
  hub.stalled = true;
  for (const data of ['one', 'two', 'three', 'four', 'five']) hub.publish(['a', 'b'], data);
  hub.stalled = false;
  const b = collect(client, 'b');
  await b.subscription.ready;
  await until(() => hub.streams.size === 1);
  hub.publish(['a', 'b'], 'six');
  await got(b, 'six');
  assert.deepEqual([...b], ['six']);
  assert.deepEqual([...a], ['one', 'two', 'three', 'four', 'five', 'six']);
});

for (const transport of TRANSPORTS) {
  test(`${transport}: a topic that is added gets what is published from then on, the others lose and repeat nothing`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    const a = collect(client, 'a');
    await a.subscription.ready;
    hub.publish(['a', 'b'], 'one');
    await got(a, 'one');
    hub.stalled = true;
    hub.publish(['a', 'b'], 'before b');
    hub.stalled = false;
    const b = collect(client, 'b');
    await b.subscription.ready;
    hub.publish(['a', 'b'], 'two');
    await got(b, 'two');
    await got(a, 1, 2, 3);
    assert.deepEqual([...a], ['one', 'before b', 'two']);
    assert.deepEqual([...b], ['two']);
    await neverTwo(hub);
  });

  test(`${transport}: what is published while topics change arrives once`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    const a = collect(client, 'a');
    await a.subscription.ready;
    const all = [];
    for (let round = 0; round < 20; round += 1) {
      const others = collect(client, `topic ${round}`);
      for (let i = 0; i < 5; i += 1) {
        all.push(`${round} ${i}`);
        hub.publish('a', all.at(-1));
        await turns(i);
      }
      if (round % 3 === 0) others.subscription.close();
    }
    await until(() => a.length >= all.length);
    assert.deepEqual([...a], all);
    await neverTwo(hub);
  });

  test(`${transport}: changes of one turn cost one reconnection`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    await collect(client, 'a').subscription.ready;
    await until(() => hub.streams.size === 1);
    const before = hub.subscribes().length;
    const topics = Array.from({ length: 50 }, (_, i) => `b${i}`);
    const subscriptions = topics.map((topic) => collect(client, topic).subscription);
    subscriptions[7].close();
    await until(() => hub.streams.size === 1 && hub.subscribes().at(-1).query.getAll('match').length === 50);
    assert.equal(hub.subscribes().length, before + 1);
    const asked = new Set(hub.subscribes().at(-1).query.getAll('match'));
    assert.deepEqual(asked, new Set(['a', ...topics.filter((topic) => topic !== 'b7')]));
  });

  test(`${transport}: a topic that is asked for already costs no reconnection`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    await collect(client, ['a', 'b']).subscription.ready;
    await until(() => hub.streams.size === 1);
    const before = hub.subscribes().length;
    const again = collect(client, 'b');
    await again.subscription.ready;
    hub.publish('b', 'one');
    await got(again, 'one');
    again.subscription.close();
    await turns();
    assert.ok(hub.subscribes().length <= before + (transport === 'poll' ? 1 : 0));
  });

  test(`${transport}: the last one to leave closes the connection, who comes next begins anew`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    const a = collect(client, 'a');
    await a.subscription.ready;
    hub.publish('a', 'one');
    await got(a, 'one');
    a.subscription.close();
    await until(() => hub.streams.size === 0 && client.state.value.status === 'idle');
    hub.publish('a', 'to nobody');
    const again = collect(client, 'a');
    await again.subscription.ready;
    hub.publish('a', 'two');
    await got(again, 'two');
    assert.deepEqual([[...a], [...again]], [['one'], ['two']]);
  });

  test(`${transport}: topics that change while there is no connection need none`, async (t) => {
    const w = await world(t, { transport });
    const client = w.connect();
    const a = collect(client, 'a');
    await a.subscription.ready;
    await until(() => w.hub.streams.size === 1);
    w.hub.cut();
    await stateIs(client, 'waiting');
    const before = w.hub.requests.length;
    const b = collect(client, 'b');
    await turns();
    assert.equal(w.hub.requests.length, before);
    w.hub.publish('b', 'before ready');
    w.hub.publish('a', 'one');
    await comesBack(w, client);
    await b.subscription.ready;
    w.hub.publish('b', 'two');
    await got(b, 'two');
    assert.deepEqual([[...a], [...b]], [['one'], ['two']]);
  });

  test(`${transport}: a position to begin at counts for what is subscribed to until the connection stands`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const id = hub.publish('a', 'zero');
    hub.publish('a', 'one');
    hub.publish('b', 'two');
    const client = connect({ lastEventId: id });
    const a = collect(client, 'a');
    await a.subscription.ready;
    const b = collect(client, 'b');
    await b.subscription.ready;
    hub.publish('b', 'three');
    await got(b, 'three');
    assert.deepEqual([[...a], [...b]], [['one'], ['three']]);
  });

  test(`${transport}: a lost history is told, and what is left arrives`, async (t) => {
    const w = await world(t, { transport });
    const client = w.connect();
    const gaps = [];
    client.addEventListener('gap', ({ detail }) => gaps.push(detail));
    const a = collect(client, 'a');
    await a.subscription.ready;
    w.hub.publish('a', 'one');
    await got(a, 'one');
    await until(() => w.hub.streams.size === 1);
    w.hub.cut();
    await stateIs(client, 'waiting');
    for (const data of ['two', 'three', 'four']) w.hub.publish('a', data);
    w.hub.forget(2);
    await comesBack(w, client);
    await got(a, 1, 3, 4);
    assert.deepEqual([...a], ['one', 'three', 'four']);
    assert.equal(gaps.length, 1);
  });

  test(`${transport}: an update that comes twice is delivered once`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const a = collect(connect({ remembered: 2 }), 'a');
    await a.subscription.ready;
    for (const [id, data] of [['1', 'one'], ['1', 'one again'], ['2', 'two'], ['3', 'three'], ['1', 'forgotten, thus new']]) {
      if (transport === 'poll') await until(() => hub.streams.size === 1);
      hub.publish('a', data, { id });
    }
    await until(() => a.length === 4);
    assert.deepEqual([...a], ['one', 'two', 'three', 'forgotten, thus new']);
  });

  test(`${transport}: types are told, and can be asked for`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    const types = [];
    client.subscribe('a', ({ type }) => types.push(type));
    const notes = collect(client, 'a', { types: ['note', 'error'] });
    await notes.subscription.ready;
    for (const [type, data] of [[undefined, 'one'], ['note', 'two'], ['error', 'three']]) {
      if (transport === 'poll') await until(() => hub.streams.size === 1);
      hub.publish('a', data, { type });
    }
    await got(notes, 1, 2);
    assert.deepEqual([...notes], ['two', 'three']);
    assert.deepEqual(types, ['message', 'note', 'error']);
  });
}
