import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, got, turns, until, world } from '../fakes/world.js';

test('what a handler throws is reported, and stops nobody', async (t) => {
  const { hub, connect } = await world(t);
  const errors = [];
  t.mock.method(console, 'error', (error) => errors.push(error.message));
  const client = connect();
  client.state.watch(() => {
    throw new Error('of a watcher');
  });
  client.subscribe('a', () => {
    throw new Error('thrown');
  });
  client.subscribe('a', async () => {
    throw new Error('rejected');
  });
  const a = collect(client, 'a');
  await a.subscription.ready;
  hub.publish('a', 'one');
  hub.publish('a', 'two');
  await got(a, 1, 2);
  await turns(2);
  assert.deepEqual(errors.filter((message) => message !== 'of a watcher').sort(), ['rejected', 'rejected', 'thrown', 'thrown']);
  assert.ok(errors.includes('of a watcher'));
});

test('reportError is used where there is one', async (t) => {
  const { hub, connect } = await world(t);
  const errors = [];
  globalThis.reportError = (error) => errors.push(error.message);
  t.after(() => delete globalThis.reportError);
  const subscription = connect().subscribe('a', () => {
    throw new Error('thrown');
  });
  await subscription.ready;
  hub.publish('a', 'one');
  await until(() => errors.length === 1);
});

test('an update parses its JSON once, and throws if it is none', async (t) => {
  const { hub, connect } = await world(t);
  const updates = [];
  const subscription = connect().subscribe('a', (update) => updates.push(update));
  await subscription.ready;
  hub.publish('a', '{"x":1}');
  hub.publish('a', 'none');
  await until(() => updates.length === 2);
  const [first, second] = updates;
  assert.equal(first.json().x, 1);
  assert.equal(first.json(), first.json());
  assert.throws(() => second.json(), SyntaxError);
  assert.deepEqual(first.topics, ['a']);
  assert.throws(() => {
    first.data = 'x';
  }, TypeError);
});

test('updates can be looped over; leaving the loop leaves the topic', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  const subscription = client.subscribe('a');
  const loop = (async () => {
    const data = [];
    for await (const update of subscription) {
      data.push(update.data);
      if (data.length === 3) return data;
    }
    return data;
  })();
  await subscription.ready;
  for (const data of ['one', 'two', 'three', 'four']) hub.publish('a', data);
  assert.deepEqual(await loop, ['one', 'two', 'three']);
  assert.equal(subscription.closed, true);
  await until(() => hub.streams.size === 0);
});

test('a loop ends with the client, and throws why it gave up', async (t) => {
  const { hub, connect } = await world(t);
  const [closing, refused] = [connect(), connect()];
  const read = async (subscription) => {
    for await (const update of subscription) assert.fail(update.data);
  };
  const subscription = closing.subscribe('a');
  const ended = read(subscription);
  await subscription.ready;
  closing.close();
  await ended;
  hub.scripted = Array(2).fill({ status: 204 });
  await assert.rejects(read(refused.subscribe('a')), { status: 204 });
});

test('a loop that is too slow gets an error, the others everything', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  const subscription = client.subscribe('a');
  const slow = subscription[Symbol.asyncIterator]();
  let count = 0;
  const quick = client.subscribe('a', () => (count += 1));
  await quick.ready;
  for (let i = 0; i < 10_001; i += 1) hub.publish('a', String(i));
  await until(() => count === 10_001);
  await assert.rejects(slow.next(), /too slow/);
  assert.deepEqual(await slow.next(), { value: undefined, done: true });
  assert.equal(subscription.closed, true);
});

test('a signal closes the subscription, and leaves nothing behind', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  const { signal, listeners, abort } = countedSignal();
  const a = collect(client, 'a', { signal });
  const b = client.subscribe('b', undefined, { signal });
  await a.subscription.ready;
  assert.equal(listeners(), 2);
  b.close();
  assert.equal(listeners(), 1);
  abort();
  assert.equal(a.subscription.closed, true);
  await until(() => hub.streams.size === 0);
  const late = client.subscribe('c', undefined, { signal });
  assert.equal(late.closed, true);
  await assert.rejects(late.ready, { name: 'AbortError' });
});

test('watchers see the value at once, and each change, until they stop', async (t) => {
  const { connect } = await world(t);
  const client = connect();
  const { signal, listeners, abort } = countedSignal();
  const seen = [[], []];
  const stop = client.state.watch(({ status }) => seen[0].push(status));
  client.state.watch(({ status }) => seen[1].push(status), { signal });
  abort();
  const { ready } = client.subscribe('a');
  await ready;
  stop();
  client.close();
  assert.deepEqual(seen, [['idle', 'connecting', 'live'], ['idle']]);
  assert.equal(listeners(), 0);
});

test('replays show as catching up', async (t) => {
  const { hub, connect } = await world(t);
  hub.publish('a', 'one');
  const client = connect({ lastEventId: 'earliest' });
  hub.holding = true;
  const a = collect(client, 'a');
  await until(() => client.state.value.status === 'catching-up');
  assert.equal(client.connectionId, client.state.value.connectionId);
  hub.release();
  await a.subscription.ready;
  assert.equal(client.state.value.status, 'live');
  assert.deepEqual([...a], ['one']);
});

test('wrong matchers are refused at once', async (t) => {
  const { connect } = await world(t);
  const client = connect();
  for (const wrong of ['', [], {}, undefined, { exact: '' }, ['a', 7]]) assert.throws(() => client.subscribe(wrong), TypeError);
});

function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
    const real = signal[name].bind(signal);
    signal[name] = (...listener) => {
      count += step;
      real(...listener);
    };
  }
  const abort = () => {
    controller.abort();
    count = 0; // they were once-listeners
  };
  return { signal, listeners: () => count, abort };
}
