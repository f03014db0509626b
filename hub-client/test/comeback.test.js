import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeEventSource } from '../fakes/event-source.js';
import { FakePage } from '../fakes/page.js';
import { TRANSPORTS, collect, comesBack, cutAndBack, got, neverTwo, stateIs, turns, until, world } from '../fakes/world.js';

/** A client that is live, with the stream that it has at the hub. */
async function live(t, settings, options) {
  const w = await world(t, settings);
  const client = w.connect(options);
  const updates = collect(client, 'a');
  await updates.subscription.ready;
  await until(() => w.hub.streams.size === 1);
  return { ...w, client, updates };
}

const waitOf = ({ client, clock }) => client.state.value.retryAt - clock.now();

async function fails(w) {
  await stateIs(w.client, 'waiting');
  return waitOf(w);
}

for (const transport of TRANSPORTS) {
  test(`${transport}: waits longer after each failure, with full jitter, up to the longest`, async (t) => {
    const w = await live(t, { transport }, { maxBackoff: 10_000 });
    w.clock.chance = 1;
    // EventSource does not tell, so each time it is asked once more.
    w.hub.scripted = Array(transport === 'eventsource' ? 12 : 6).fill({ status: 503 });
    if (transport === 'poll') w.hub.historyDown = 6;
    w.hub.cut();
    const waits = [];
    for (let i = 0; i < 6; i += 1) {
      waits.push(await fails(w));
      w.clock.advance(waits.at(-1));
      await until(() => w.client.state.value.status !== 'waiting');
    }
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 10_000, 10_000]);
    w.clock.chance = 0;
    await fails(w);
    assert.equal(waitOf(w), 0);
    await comesBack(w, w.client);
    await neverTwo(w.hub);
  });

  test(`${transport}: honours Retry-After of 503 and 429`, async (t) => {
    const w = await live(t, { transport });
    w.clock.chance = 0;
    for (const [status, seconds] of [[503, 120], [429, 7]]) {
      w.hub.scripted = [{ status, headers: { 'Retry-After': String(seconds) } }];
      // EventSource is told of a refusal, and asks what it was.
      if (transport === 'eventsource') w.hub.scripted.push(w.hub.scripted[0]);
      w.hub.cut();
      await stateIs(w.client, 'waiting');
      w.clock.advance(0);
      await until(() => w.client.state.value.reason?.status === status);
      assert.equal(waitOf(w), seconds * 1000);
      await comesBack(w, w.client);
      await until(() => w.hub.streams.size === 1);
    }
  });

  test(`${transport}: 401 without a way to a new token is the end`, async (t) => {
    const { hub, connect } = await world(t, { transport, tokens: { right: {} } });
    const client = connect({ token: 'wrong-token' });
    let reason;
    client.addEventListener('end', ({ detail }) => (reason = detail.reason));
    collect(client, 'a');
    await until(() => reason);
    assert.equal(reason.status, 401);
    assert.equal(reason.type, 'urn:hub:problem:p401');
    assert.ok(!String(reason.stack).includes('wrong-token'));
    assert.equal(client.state.value.reason, reason);
    assert.ok(hub.requests.every(({ query }) => !String(query).includes('wrong-token')));
  });

  test(`${transport}: a refused token is replaced once, and used from then on`, async (t) => {
    const w = await world(t, { transport, tokens: { old: {} } });
    const refusals = [];
    const client = w.connect({
      token: (refusal) => {
        refusals.push(refusal?.status);
        return refusal ? 'new' : 'old';
      },
    });
    const updates = collect(client, 'a');
    await updates.subscription.ready;
    await until(() => w.hub.streams.size === 1);
    w.hub.tokens = { new: {} };
    await cutAndBack(w, client);
    w.hub.publish('a', 'one');
    await got(updates, 'one');
    assert.deepEqual(refusals, [undefined, 401]);
    assert.equal(await client.publish('a', 'two'), w.hub.log.at(-1).id);
    await got(updates, 'one', 'two');
    await until(() => w.hub.streams.size === 1);
    w.hub.tokens = { another: {} };
    w.hub.cut();
    await until(() => {
      if (client.state.value.status === 'waiting') w.clock.advance(1000);
      return client.state.value.status === 'closed';
    });
    assert.equal(client.state.value.reason.status, 401);
    assert.deepEqual(refusals, [undefined, 401, 401]);
  });

  test(`${transport}: a stream that is silent for too long is replaced`, async (t) => {
    const w = await live(t, { transport, heartbeat: 15_000 });
    w.hub.stalled = true;
    w.hub.publish('a', 'one');
    const patience = { eventsource: 300_000, poll: 75_000 }[transport] ?? 37_500;
    w.clock.advance(patience - 1000);
    await turns();
    assert.equal(w.client.state.value.status, 'live');
    w.clock.advance(1000);
    await stateIs(w.client, 'waiting');
    w.hub.stalled = false;
    await comesBack(w, w.client);
    await got(w.updates, 'one');
    assert.deepEqual([...w.updates], ['one']);
    await neverTwo(w.hub);
  });

  test(`${transport}: offline it waits, online it is there at once`, async (t) => {
    const page = new FakePage();
    const w = await live(t, { transport, page });
    page.offline();
    await until(() => w.hub.streams.size === 0);
    assert.equal(w.client.state.value.status, 'offline');
    w.hub.publish('a', 'one');
    w.clock.advance(3_600_000);
    await turns();
    assert.equal(w.client.state.value.status, 'offline');
    page.online();
    await got(w.updates, 'one');
    await stateIs(w.client, 'live');
    await neverTwo(w.hub);
  });

  test(`${transport}: leaves with the page, and comes back with it from the back/forward cache`, async (t) => {
    const page = new FakePage();
    const w = await live(t, { transport, page });
    for (const [leave, comeBack] of [['pagehide', 'pageshow'], ['freeze', 'resume']]) {
      page.tell(leave);
      await until(() => w.hub.streams.size === 0);
      const data = `while ${leave}`;
      w.hub.publish('a', data);
      page.tell(comeBack, { persisted: true });
      await until(() => w.updates.includes(data));
      await until(() => w.hub.streams.size === 1);
    }
    await neverTwo(w.hub);
  });

  test(`${transport}: told to reconnect while it waits, it does so at once, and only then`, async (t) => {
    const w = await live(t, { transport });
    w.clock.chance = 1;
    if (transport === 'poll') w.hub.historyDown = 2;
    else w.hub.scripted = Array(2).fill({ status: 503, headers: { 'Retry-After': '600' } });
    w.client.reconnect();
    w.hub.cut();
    await stateIs(w.client, 'waiting');
    w.hub.publish('a', 'one');
    const { time } = w.clock;
    await until(() => {
      // However often somebody presses the button.
      for (let i = 0; i < 3; i += 1) w.client.reconnect();
      return w.client.state.value.status === 'live';
    });
    assert.equal(w.clock.time, time);
    await got(w.updates, 'one');
    await until(() => w.hub.streams.size === 1);
    const before = w.hub.requests.length;
    w.client.reconnect();
    await turns();
    assert.equal(w.hub.requests.length, before);
    await neverTwo(w.hub);
    w.client.close();
    w.client.reconnect();
    await until(() => w.hub.streams.size === 0);
    assert.equal(w.clock.timers.size, 0);
    assert.equal(w.hub.requests.length, before);
  });

  test(`${transport}: a 404 at the first connection is the end`, async (t) => {
    // This kind of hub has no history, as where there is no hub.
    const { hub, clock, connect } = await world(t, { transport, kind: 'draft08' });
    hub.scripted = Array(2).fill({ status: 404 });
    const client = connect();
    collect(client, 'a');
    await stateIs(client, 'closed');
    assert.equal(client.state.value.reason.status, 404);
    assert.equal(clock.timers.size, 0);
  });

  test(`${transport}: a 404 where the hub was before is waited out, however long it lasts`, async (t) => {
    const w = await live(t, { transport });
    w.clock.chance = 1;
    w.hub.scripted = Array(20).fill({ status: 404 });
    w.hub.cut();
    w.hub.publish('a', 'one');
    await until(() => {
      if (w.client.state.value.status === 'waiting') w.clock.advance(w.client.state.value.retryAt - w.clock.now());
      return w.hub.scripted.length === 1;
    });
    await until(() => w.client.state.value.reason?.status === 404);
    await comesBack(w, w.client);
    await got(w.updates, 'one');
    await neverTwo(w.hub);
  });

  test(`${transport}: a wrong request is the end`, async (t) => {
    const w = await live(t, { transport });
    w.hub.scripted = [{ status: 413 }, { status: 413 }];
    w.hub.cut();
    await comesBack(w, w.client, 'closed');
    assert.equal(w.client.state.value.reason.status, 413);
  });
}

for (const transport of ['fetch', 'ndjson']) {
  test(`${transport}: heartbeats keep a quiet stream`, async (t) => {
    const w = await live(t, { transport });
    for (let i = 0; i < 10; i += 1) {
      w.clock.advance(15_000);
      for (const stream of w.hub.streams) stream.comment();
      await turns(10);
    }
    assert.equal(w.client.state.value.status, 'live');
    assert.equal(w.hub.opened, 1);
  });

  test(`${transport}: a watchdog of 0 never bites, one of its own bites earlier`, async (t) => {
    const patient = await live(t, { transport }, { watchdog: 0 });
    patient.clock.advance(3_600_000);
    assert.equal(patient.client.state.value.status, 'live');
    const strict = await live(t, { transport }, { watchdog: 1000 });
    strict.clock.advance(1000);
    assert.equal(strict.client.state.value.status, 'waiting');
  });
}

test('eventsource: heartbeats that are events keep a stream, and their absence ends it', async (t) => {
  const w = await world(t, { transport: 'eventsource', heartbeat: 15_000 });
  w.hub.showsHeartbeats = true;
  const client = w.connect();
  await client.subscribe('a', () => {}).ready;
  const [stream] = w.hub.streams;
  for (let i = 0; i < 4; i += 1) {
    w.clock.advance(30_000);
    stream.tell('hub-heartbeat', {});
    await turns();
  }
  assert.equal(client.state.value.status, 'live');
  w.clock.advance(37_500);
  assert.equal(client.state.value.status, 'waiting');
});

for (const transport of ['eventsource', 'fetch', 'ndjson']) {
  test(`${transport}: what the hub says when it closes a stream comes on top of the jitter`, async (t) => {
    const w = await live(t, { transport });
    w.clock.chance = 0.5;
    for (const stream of w.hub.streams) stream.tell('hub-closing', { reason: 'drained', retry: 7000 });
    await turns();
    w.hub.end();
    assert.equal(await fails(w), 7500);
  });
}

test('retry of the stream comes on top of the jitter', async (t) => {
  const w = await live(t, { transport: 'fetch' });
  w.clock.chance = 0.5;
  for (const stream of w.hub.streams) stream.write('retry: 7000\n\n: closed, drained\n\n');
  await turns();
  w.hub.end();
  assert.equal(await fails(w), 7500);
});

for (const transport of ['eventsource', 'fetch', 'ndjson']) {
  test(`${transport}: retry of an update is honoured`, async (t) => {
    const w = await live(t, { transport });
    w.clock.chance = 0;
    w.hub.publish('a', 'one', { retry: '4000' });
    await got(w.updates, 'one');
    w.hub.cut();
    assert.equal(await fails(w), 4000);
  });

  test(`${transport}: told that it was kicked, it stays away`, async (t) => {
    const w = await live(t, { transport });
    for (const stream of w.hub.streams) stream.tell('hub-kicked', {});
    await stateIs(w.client, 'closed');
    assert.equal(w.client.state.value.reason.status, 204);
  });
}

test('a network that is back ends the wait, and makes failures forgotten', async (t) => {
  const page = new FakePage();
  const w = await live(t, { transport: 'fetch', page });
  w.clock.chance = 1;
  w.hub.scripted = Array(4).fill({ status: 503 });
  w.hub.cut();
  for (const ms of [1000, 2000, 4000]) {
    assert.equal(await fails(w), ms);
    w.clock.advance(ms);
    await until(() => w.client.state.value.status !== 'waiting');
  }
  assert.equal(await fails(w), 8000);
  const { time } = w.clock;
  page.online();
  await until(() => w.client.state.value.status !== 'waiting');
  assert.equal(await fails(w), 1000);
  assert.equal(w.clock.time, time);
});

test('told to reconnect in vain, it waits as long as it would have waited next', async (t) => {
  const w = await live(t, { transport: 'fetch' });
  w.clock.chance = 1;
  w.hub.scripted = Array(3).fill({ status: 503 });
  w.hub.cut();
  const waits = [];
  for (let i = 0; i < 4; i += 1) {
    waits.push(await fails(w));
    w.client.reconnect();
    await until(() => w.client.state.value.status !== 'waiting');
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000]);
});

test('told to reconnect where nothing is subscribed to, it does nothing', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  client.reconnect();
  await turns();
  assert.equal(client.state.value.status, 'idle');
  assert.equal(hub.requests.length, 0);
});

test('an id without data moves the position', async (t) => {
  const w = await live(t, { transport: 'fetch' });
  for (const stream of w.hub.streams) stream.write('id: #p0\n\n');
  await until(() => w.client.lastEventId === '#p0');
});

test('a connection that is cut as soon as it stands does not make failures forgotten', async (t) => {
  const w = await live(t, { transport: 'fetch' });
  w.clock.chance = 1;
  const waits = [];
  for (let i = 0; i < 3; i += 1) {
    w.hub.cut();
    waits.push(await fails(w));
    await comesBack(w, w.client);
    await until(() => w.hub.streams.size === 1);
  }
  w.clock.advance(5000);
  w.hub.cut();
  waits.push(await fails(w));
  assert.deepEqual(waits, [1000, 2000, 4000, 1000]);
});

test('eventsource: one that does not get through repeatedly is looked into', async (t) => {
  const w = await live(t, { transport: 'eventsource' });
  w.hub.scripted = ['cut', 'cut', { status: 204 }];
  w.hub.cut();
  await comesBack(w, w.client, 'closed');
  assert.equal(w.client.state.value.reason.status, 204);
  assert.equal(FakeEventSource.open.size, 0);
});

test('a token that cannot be had is asked for again later', async (t) => {
  const w = await world(t, { tokens: { right: {} } });
  let asked = 0;
  const client = w.connect({
    token: async () => {
      asked += 1;
      if (asked < 3) throw new Error('the login is down');
      return 'right';
    },
  });
  const updates = collect(client, 'a');
  await stateIs(client, 'waiting');
  await comesBack(w, client);
  await updates.subscription.ready;
  assert.equal(asked, 3);
});
