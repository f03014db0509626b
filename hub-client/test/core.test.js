import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRANSPORTS, collect, comesBack, got, neverTwo, stateIs, turns, until, world } from '../fakes/world.js';

for (const transport of TRANSPORTS) {
  test(`${transport}: delivers what is published after ready`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    hub.publish('a', 'before');
    const client = connect();
    const updates = collect(client, 'a');
    await updates.subscription.ready;
    const id = hub.publish('a', 'one');
    hub.publish('b', 'of another topic');
    hub.publish(['x', 'a'], 'two');
    await got(updates, 'one', 'two');
    assert.deepEqual([...updates], ['one', 'two']);
    assert.equal(client.state.value.status, 'live');
    assert.equal(client.state.value.transport, transport);
    assert.notEqual(client.lastEventId, undefined);
    assert.ok(id);
  });

  test(`${transport}: one connection for many topics, each handler gets its own`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    const client = connect();
    const a = collect(client, 'a');
    const b = collect(client, ['b', 'c']);
    const all = collect(client, '*');
    await Promise.all([a, b, all].map(({ subscription }) => subscription.ready));
    for (const topic of ['a', 'b', 'c', 'd']) {
      hub.publish(topic, topic);
      await until(() => all.includes(topic));
    }
    assert.deepEqual([[...a], [...b], [...all]], [['a'], ['b', 'c'], ['a', 'b', 'c', 'd']]);
    await neverTwo(hub);
  });

  test(`${transport}: comes back after a cut at the same position, without loss or repeat`, async (t) => {
    const w = await world(t, { transport });
    const client = w.connect();
    const updates = collect(client, 'a');
    await updates.subscription.ready;
    w.hub.publish('a', 'one');
    await got(updates, 'one');
    await until(() => w.hub.streams.size === 1);
    w.hub.cut();
    await stateIs(client, 'waiting');
    w.hub.publish('a', 'two');
    w.hub.publish('a', 'three');
    await comesBack(w, client);
    w.hub.publish('a', 'four');
    await got(updates, 1, 2, 3, 4);
    assert.deepEqual([...updates], ['one', 'two', 'three', 'four']);
  });

  test(`${transport}: a cut before the first update loses nothing`, async (t) => {
    const w = await world(t, { transport });
    w.hub.publish('a', 'before');
    const client = w.connect();
    const updates = collect(client, 'a');
    await updates.subscription.ready;
    await until(() => w.hub.streams.size === 1);
    w.hub.cut();
    await stateIs(client, 'waiting');
    w.hub.publish('a', 'one');
    await comesBack(w, client);
    await got(updates, 'one');
    assert.deepEqual([...updates], ['one']);
  });

  test(`${transport}: 204 ends it for good`, async (t) => {
    const { hub, connect } = await world(t, { transport });
    hub.kind = 'full';
    hub.scripted.push({ status: 204 }, { status: 204 });
    const client = connect();
    const { subscription } = collect(client, 'a');
    const ended = new Promise((resolve) => client.addEventListener('end', resolve));
    const { detail } = await ended;
    assert.equal(detail.reason.status, 204);
    assert.equal(client.state.value.status, 'closed');
    // A poll knows where it begins before it asks.
    if (transport !== 'poll') await assert.rejects(subscription.ready, { status: 204 });
    assert.equal(subscription.closed, true);
    await turns();
    assert.equal(hub.streams.size, 0);
  });

  test(`${transport}: close frees the connection and all timers`, async (t) => {
    const { hub, clock, connect } = await world(t, { transport });
    const client = connect();
    const { subscription } = collect(client, 'a');
    await subscription.ready;
    client.close();
    await until(() => hub.streams.size === 0);
    assert.equal(clock.timers.size, 0);
    assert.equal(subscription.closed, true);
    assert.throws(() => client.subscribe('b'), /closed/);
  });
}

test('publishes with a form and an idempotency key', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect({ token: 'secret' });
  const id = await client.publish(['a', 'b'], { x: 1 }, { type: 'note', ttl: 5, private: true, delay: 2 });
  const [{ body, headers }] = hub.requests;
  const form = new URLSearchParams(body);
  assert.equal(id, hub.log[0].id);
  assert.deepEqual(form.getAll('topic'), ['a', 'b']);
  assert.equal(form.get('data'), '{"x":1}');
  assert.equal(form.get('ttl'), '5');
  assert.equal(form.get('delay'), '2');
  assert.ok(form.has('private') && form.get('idempotency_key'));
  assert.equal(headers.authorization, 'Bearer secret');
});
