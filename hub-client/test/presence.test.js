import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '../fakes/hub-presence.js';
import { TRANSPORTS, collect, comesBack, stateIs, until, world } from '../fakes/world.js';

const TOKENS = { ann: { name: 'Ann' }, bob: { name: 'Bob' } };
const names = ({ value }) => value.map(({ payload }) => payload?.name);

async function presenceWorld(t, settings) {
  const w = await world(t, { tokens: TOKENS, ...settings });
  w.hub.presence.enabled = true;
  return w;
}

const announce = (hub, connection, active, name) => {
  const told = describe('exact', 'room', connection, active, { name });
  hub.publish(told.id, JSON.stringify(told), { type: 'mercure' });
};

for (const transport of TRANSPORTS.filter((name) => name !== 'eventsource')) {
  test(`${transport}: tells who is there, who comes and who goes`, async (t) => {
    const { hub, connect } = await presenceWorld(t);
    const bob = connect({ token: 'bob' });
    const inRoom = collect(bob, 'room');
    await inRoom.subscription.ready;
    const ann = connect({ token: 'ann', transports: [transport] });
    const presence = ann.presence('room');
    const seen = [];
    presence.watch((members) => seen.push(members.length));
    await presence.ready;
    assert.deepEqual(names(presence), ['Bob']);
    assert.equal(presence.value[0].subscriber, `urn:uuid:${bob.connectionId}`);
    bob.close();
    await until(() => presence.value.length === 0);
    announce(hub, 'x', true, 'Eve');
    await until(() => names(presence).join() === 'Eve');
    presence.close();
    assert.equal(presence.closed, true);
    assert.deepEqual(seen.at(-1), 1);
    await until(() => hub.streams.size === 0 && ann.state.value.status === 'idle');
  });
}

test('the last event about a subscriber is right, whatever the list says', async (t) => {
  const { hub, connect, clock } = await presenceWorld(t);
  hub.presence.scripted = [{ status: 503, headers: { 'Retry-After': '5' } }];
  const presence = connect({ token: 'ann' }).presence('room');
  await until(() => hub.presence.scripted.length === 0);
  // While the list is on its way, somebody comes twice, and somebody comes and goes.
  announce(hub, 'x', true, 'Eve');
  announce(hub, 'x', true, 'Eve again');
  announce(hub, 'y', true, 'Max');
  announce(hub, 'y', false, 'Max');
  await until(() => names(presence).join() === 'Eve again');
  clock.advance(6000);
  await presence.ready;
  assert.deepEqual(names(presence), ['Eve again']);
});

test('after a gap the list is read anew', async (t) => {
  const w = await presenceWorld(t);
  const bob = w.connect({ token: 'bob' });
  await collect(bob, 'room').subscription.ready;
  const ann = w.connect({ token: 'ann' });
  const presence = ann.presence('room');
  await presence.ready;
  const stream = [...w.hub.streams].find(({ query }) => query.has('match_urlpattern'));
  stream.cut();
  await stateIs(ann, 'waiting');
  const left = w.hub.log.length;
  bob.close();
  await until(() => w.hub.log.slice(left).some(({ topics, data }) => topics[0].includes('/exact/room/') && data.includes('"active":false')));
  w.hub.publish('other', 'x');
  w.hub.forget();
  await comesBack(w, ann);
  await until(() => presence.value.length === 0);
});

test('a refusal is told', async (t) => {
  const { hub, connect } = await presenceWorld(t);
  hub.presence.scripted = [{ status: 403 }];
  const errors = [];
  t.mock.method(console, 'error', (error) => errors.push(error));
  const presence = connect({ token: 'ann' }).presence('room');
  await assert.rejects(presence.ready, { status: 403 });
  assert.equal(presence.closed, true);
  assert.equal(errors[0].status, 403);
});

test('ends with the client, and with its signal', async (t) => {
  const { hub, connect, clock } = await presenceWorld(t);
  const client = connect({ token: 'ann' });
  const leaving = new AbortController();
  const first = client.presence('room', { signal: leaving.signal });
  const second = client.presence({ pattern: '/rooms/:id' });
  await Promise.all([first.ready, second.ready]);
  leaving.abort();
  assert.deepEqual([first.closed, second.closed], [true, false]);
  client.close();
  assert.equal(second.closed, true);
  await until(() => hub.streams.size === 0);
  assert.equal(clock.timers.size, 0);
});
