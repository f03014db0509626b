import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Token } from '../src/token.js';
import { collect, cutAndBack, got, turns, until, world } from '../fakes/world.js';

/** Lets time pass until it is done. */
async function inTime({ clock }, promise) {
  let done = false;
  const mark = () => (done = true);
  promise.then(mark, mark);
  await until(async () => {
    if (!done) clock.advance(500);
    await turns(3);
    return done;
  });
  return promise;
}

test('tries again after 503 and lost answers, and publishes once', async (t) => {
  const w = await world(t);
  const client = w.connect({ extensions: true });
  w.hub.scriptedPublish = [{ status: 503, headers: { 'Retry-After': '3' } }, { after: true }];
  const before = w.clock.now();
  const id = await inTime(w, client.publish('a', 'one'));
  assert.deepEqual(w.hub.log.map((update) => update.id), [id]);
  assert.equal(w.hub.requests.length, 3);
  assert.equal(new Set(w.hub.requests.map(({ body }) => new URLSearchParams(body).get('idempotency_key'))).size, 1);
  assert.ok(w.clock.now() - before >= 3000);
});

test('does not wait for a hub that wants to be left alone', async (t) => {
  const w = await world(t);
  w.hub.scriptedPublish = [{ status: 503, headers: { 'Retry-After': '3600' } }];
  await assert.rejects(w.connect({ extensions: true }).publish('a', 'one'), { status: 503 });
});

test('gives up in the end', async (t) => {
  const w = await world(t);
  w.hub.scriptedPublish = Array(10).fill({ status: 503 });
  await assert.rejects(inTime(w, w.connect({ extensions: true }).publish('a', 'one')), { status: 503 });
  assert.equal(w.hub.requests.length, 5);
});

test('does not try again where the hub may not know the key', async (t) => {
  const w = await world(t);
  w.hub.scriptedPublish = [{ status: 503 }, { status: 503 }];
  await assert.rejects(w.connect().publish('a', 'one'), { status: 503 });
  assert.equal(w.hub.requests.length, 1);
  await inTime(w, w.connect().publish('a', 'one', { idempotencyKey: 'mine' }));
  assert.equal(new URLSearchParams(w.hub.requests.at(-1).body).get('idempotency_key'), 'mine');
});

test('tries again once a connection has shown that the hub knows keys', async (t) => {
  const w = await world(t);
  const client = w.connect();
  await collect(client, 'a').subscription.ready;
  w.hub.scriptedPublish = [{ status: 503 }];
  await inTime(w, client.publish('a', 'one'));
  assert.equal(w.hub.log.length, 1);
});

test('what is refused is not tried again', async (t) => {
  const w = await world(t);
  w.hub.scriptedPublish = [{ status: 413 }];
  await assert.rejects(w.connect({ extensions: true }).publish('a', 'one'), { status: 413, type: 'urn:hub:problem:p413' });
  assert.equal(w.hub.requests.length, 1);
});

test('a refused token is replaced once', async (t) => {
  const w = await world(t, { tokens: { new: {} } });
  const client = w.connect({ token: (refusal) => (refusal ? 'new' : 'old') });
  await client.publish('a', 'one');
  await client.publish('a', 'two');
  assert.deepEqual(w.hub.requests.map(({ headers }) => headers.authorization), ['Bearer old', 'Bearer new', 'Bearer new']);
});

test('a token that cannot be had is asked for again, as if the hub were not reachable', async (t) => {
  const w = await world(t, { tokens: { new: {} } });
  let asked = 0;
  const token = async (refusal) => {
    asked += 1;
    if (asked === 1 || asked === 3) throw new TypeError('the login is down');
    return refusal ? 'new' : 'old';
  };
  const client = w.connect({ token });
  await assert.rejects(client.history('a'), { name: 'HubError', status: 0 });
  await inTime(w, client.publish('a', 'one', { idempotencyKey: 'mine' }));
  assert.equal(asked, 4);
  assert.equal(w.hub.log.length, 1);
});

test('who is refused at the same time shares one new token', async (t) => {
  const w = await world(t, { tokens: { token1: {} } });
  let asked = 0;
  const client = w.connect({ token: async () => `token${asked++}` });
  await Promise.all(['one', 'two', 'three'].map((data) => client.publish('a', data)));
  assert.equal(asked, 2);
  assert.equal(w.hub.log.length, 3);
});

test('who is refused late uses the token that others got meanwhile', async () => {
  let asked = 0;
  const token = new Token(() => `${asked++}`);
  await token.get();
  await token.renew(undefined, '0');
  await token.renew(undefined, '0');
  assert.equal(asked, 2);
});

test('published for the others, it does not come back, whatever happens to the connection', async (t) => {
  const w = await world(t);
  const [client, other] = [w.connect(), w.connect()];
  const own = collect(client, 'a');
  const others = collect(other, 'a');
  await Promise.all([own, others].map(({ subscription }) => subscription.ready));
  await client.publish('a', 'one', { others: true });
  assert.equal(new URLSearchParams(w.hub.requests.at(-1).body).get('exclude'), client.connectionId);
  await got(others, 'one');
  for (const stream of w.hub.streams) if (stream.id !== client.connectionId) stream.end();
  await client.publish('a', 'two');
  await got(own, 'two');
  assert.deepEqual([...own], ['two']);
});

test('a connection that is lost while publishing for the others gets no replay of it', async (t) => {
  const w = await world(t);
  const client = w.connect();
  const own = collect(client, 'a');
  await own.subscription.ready;
  w.hub.stalled = true;
  await client.publish('a', 'one', { others: true });
  w.hub.stalled = false;
  await cutAndBack(w, client);
  w.hub.publish('a', 'two');
  await got(own, 'two');
  assert.deepEqual([...own], ['two']);
});

test('abort and close stop publishing, also between two tries', async (t) => {
  const w = await world(t);
  const client = w.connect({ extensions: true });
  w.hub.scriptedPublish = Array(4).fill({ status: 503 });
  const leaving = new AbortController();
  const aborted = client.publish('a', 'one', { signal: leaving.signal });
  const closed = client.publish('a', 'two');
  await until(() => w.hub.requests.length === 2 && w.clock.timers.size === 2);
  leaving.abort();
  await assert.rejects(aborted, { name: 'AbortError' });
  client.close();
  await assert.rejects(closed, /closed/);
  assert.equal(w.clock.timers.size, 0);
  await assert.rejects(client.publish('a', 'three'), /closed/);
});

test('a hub that is not there is an error with status 0', async (t) => {
  const w = await world(t);
  const client = w.connect();
  await w.hub.stop();
  await assert.rejects(client.history('a'), { name: 'HubError', status: 0 });
  w.hub.stop = async () => {};
});
