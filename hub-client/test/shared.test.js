import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakePage } from '../fakes/page.js';
import { FakeBrowser } from '../fakes/tabs.js';
import { collect, got, turns, until, world } from '../fakes/world.js';

async function browser(t, settings) {
  const w = await world(t, settings);
  return { hub: w.hub, tabs: new FakeBrowser(w) };
}

/** A tab that is subscribed, and gets what is published from now on. */
async function subscribed(tabs, topic, options) {
  const tab = tabs.open(options);
  tab.updates = collect(tab.client, topic);
  await tab.updates.subscription.ready;
  return tab;
}

const statusOf = ({ client }) => client.state.value.status;
const leads = (tab) => statusOf(tab) === 'live';

/** Lets time pass, so that heartbeats are missed and waits end. */
async function passes(tabs, condition) {
  await until(async () => {
    tabs.advance(1000);
    await turns(5);
    return condition();
  });
}

test('tabs share one connection, each gets its own topics', async (t) => {
  const { hub, tabs } = await browser(t);
  const a = await subscribed(tabs, 'a');
  const b = await subscribed(tabs, 'b');
  const both = await subscribed(tabs, ['a', 'b']);
  assert.equal(hub.streams.size, 1);
  hub.publish('a', 'one');
  hub.publish('b', 'two');
  await got(both.updates, 1, 2);
  await got(b.updates, 'two');
  assert.deepEqual([a, b, both].map(({ updates }) => [...updates]), [['one'], ['two'], ['one', 'two']]);
  assert.deepEqual([a, b, both].map(statusOf), ['live', 'following', 'following']);
  assert.deepEqual(b.client.state.value, { status: 'following', leader: 'live' });
  assert.equal(b.client.connectionId, a.client.connectionId);
});

test('a tab that joins gets nothing that was published before', async (t) => {
  const { hub, tabs } = await browser(t);
  const a = await subscribed(tabs, 'a');
  hub.stalled = true;
  hub.publish(['a', 'b'], 'before');
  hub.stalled = false;
  const b = await subscribed(tabs, 'b');
  hub.publish(['a', 'b'], 'after');
  await got(a.updates, 1, 2);
  await got(b.updates, 'after');
  assert.deepEqual([[...a.updates], [...b.updates]], [['before', 'after'], ['after']]);
});

test('what nobody wants any more is no longer asked for', async (t) => {
  const { hub, tabs } = await browser(t);
  await subscribed(tabs, 'a');
  const b = await subscribed(tabs, 'b');
  const c = await subscribed(tabs, 'c');
  b.updates.subscription.close();
  await until(() => asked(hub) === 'a,c');
  c.client.close();
  await until(() => asked(hub) === 'a');
});

for (const [how, leave] of [
  ['closes', (tabs, tab) => tab.client.close()],
  ['crashes', (tabs, tab) => tabs.crash(tab)],
  ['does not answer any more', (tabs, tab) => tabs.freeze(tab)],
]) {
  test(`when the leader ${how}, another goes on where it was`, async (t) => {
    const { hub, tabs } = await browser(t);
    const first = await subscribed(tabs, 'a');
    const others = [await subscribed(tabs, 'a'), await subscribed(tabs, ['a', 'b']), await subscribed(tabs, 'b')];
    hub.publish(['a', 'b'], 'one');
    for (const { updates } of others) await got(updates, 'one');
    const position = hub.log[0].id;
    leave(tabs, first);
    for (const stream of hub.streams) if (how === 'crashes') stream.cut();
    hub.publish(['a', 'b'], 'two');
    await passes(tabs, () => others.some(leads));
    await until(() => asked(hub) === 'a,b');
    hub.publish(['a', 'b'], 'three');
    for (const { updates } of others) await got(updates, 1, 2, 3);
    for (const { updates } of others) assert.deepEqual([...updates], ['one', 'two', 'three']);
    assert.equal(others.filter(leads).length, 1);
    assert.ok(position);
    if (how !== 'does not answer any more') return;
    // The former leader wakes up: it follows, and gets what it has not got.
    tabs.thaw(first, true);
    await passes(tabs, () => statusOf(first) === 'following' && first.updates.length === 3);
    hub.publish('a', 'four');
    await got(first.updates, 1, 2, 3, 4);
    assert.deepEqual([...first.updates], ['one', 'two', 'three', 'four']);
    await until(() => hub.streams.size === 1);
  });
}

test('a leader that crashes leaves none of its topics behind', async (t) => {
  const { hub, tabs } = await browser(t);
  const a = await subscribed(tabs, 'a');
  await subscribed(tabs, 'b');
  tabs.crash(a);
  hub.cut();
  await passes(tabs, () => hub.streams.size === 1 && asked(hub) === 'b');
});

test('many takeovers lose and repeat nothing', async (t) => {
  const { hub, tabs } = await browser(t);
  const watcher = await subscribed(tabs, 'a');
  const published = [];
  for (let round = 0; round < 8; round += 1) {
    const next = await subscribed(tabs, 'a');
    const leader = tabs.tabs.find((tab) => !tab.gone && leads(tab));
    const publish = () => {
      published.push(`${round} ${published.length}`);
      hub.publish('a', published.at(-1));
    };
    publish();
    if (leader !== watcher) {
      leader.gone = true;
      if (round % 2) leader.client.close();
      else {
        tabs.crash(leader);
        hub.cut();
      }
    } else {
      hub.cut();
    }
    publish();
    await passes(tabs, () => tabs.tabs.some((tab) => !tab.gone && leads(tab)));
    publish();
    await until(() => watcher.updates.length === published.length);
    await until(() => next.updates.length === 3);
  }
  assert.deepEqual([...watcher.updates], published);
});

test('who comes with a position gets what it missed, though another tab has the connection', async (t) => {
  const { hub, tabs } = await browser(t);
  const id = hub.publish('b', 'zero');
  hub.publish('b', 'one');
  const a = await subscribed(tabs, 'a');
  const b = tabs.open({ lastEventId: id });
  b.updates = collect(b.client, 'b');
  await b.updates.subscription.ready;
  hub.publish(['a', 'b'], 'two');
  await got(b.updates, 1, 2);
  assert.deepEqual([...b.updates], ['one', 'two']);
  assert.deepEqual([...a.updates], ['two']);
  await until(() => hub.streams.size === 1);
  assert.equal(statusOf(b), 'following');
});

test('a tab that was in the back/forward cache gets what it missed', async (t) => {
  const page = new FakePage();
  const { hub, tabs } = await browser(t, { page });
  const first = await subscribed(tabs, 'a');
  const second = await subscribed(tabs, 'a');
  hub.publish('a', 'one');
  await got(second.updates, 'one');
  // Both leave: there is but one window here. The first one back leads.
  page.tell('pagehide');
  await until(() => hub.streams.size === 0);
  hub.publish('a', 'two');
  page.tell('pageshow', { persisted: true });
  await got(first.updates, 1, 2);
  await got(second.updates, 1, 2);
  await until(() => hub.streams.size === 1);
  hub.publish('a', 'three');
  await got(second.updates, 1, 2, 3);
  await got(first.updates, 1, 2, 3);
  for (const { updates } of [first, second]) assert.deepEqual([...updates], ['one', 'two', 'three']);
});

test('only who is the same shares, and no name or message has the token in it', async (t) => {
  const jwt = (claims) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
  const [ann, annLater, bob] = [{ sub: 'ann', exp: 1 }, { exp: 2, sub: 'ann' }, { sub: 'bob' }].map(jwt);
  const { hub, tabs } = await browser(t, { tokens: { [ann]: {}, [annLater]: {}, [bob]: {}, opaque: {} } });
  const all = [];
  for (const token of [ann, annLater, bob, 'opaque']) all.push(await subscribed(tabs, 'a', { token }));
  assert.deepEqual(all.map(statusOf), ['live', 'following', 'live', 'live']);
  assert.equal(hub.streams.size, 3);
  const told = JSON.stringify([tabs.channels.said, tabs.locks.names()]);
  for (const token of [ann, annLater, bob, 'opaque']) assert.ok(!told.includes(token));
  assert.ok(tabs.locks.names().every((name) => name.includes(hub.url)));
});

test('published for the others: the other tabs get it', async (t) => {
  const { tabs } = await browser(t);
  const a = await subscribed(tabs, 'a');
  const b = await subscribed(tabs, 'a');
  await b.client.publish('a', 'of b', { others: true });
  await a.client.publish('a', 'of a', { others: true });
  await got(a.updates, 'of b');
  await got(b.updates, 'of a');
  await turns();
  assert.deepEqual([[...a.updates], [...b.updates]], [['of b'], ['of a']]);
});

test('what comes while a tab catches up waits, and is not lost', async (t) => {
  const { hub, tabs } = await browser(t);
  const id = hub.publish('a', 'zero');
  hub.publish('a', 'one');
  const first = await subscribed(tabs, 'a');
  hub.holding = true;
  const second = tabs.open({ lastEventId: id });
  second.updates = collect(second.client, 'a');
  await until(() => hub.streams.size === 2);
  // The stream that catches up does not get it, since it is kept nowhere.
  hub.publish('a', 'two', { ephemeral: true });
  await got(first.updates, 'two');
  await turns();
  assert.deepEqual([...second.updates], []);
  assert.deepEqual(second.client.state.value, { status: 'following', leader: 'catching-up' });
  hub.release();
  await second.updates.subscription.ready;
  assert.deepEqual([...second.updates], ['one', 'two']);
});

test('a topic that was given up and is wanted again is ready when the leader says so', async (t) => {
  const { tabs } = await browser(t);
  const first = await subscribed(tabs, 'a');
  const second = await subscribed(tabs, 'b');
  tabs.freeze(first);
  second.updates.subscription.close();
  await turns(3);
  let isReady = false;
  const again = second.client.subscribe('b');
  again.ready.then(() => (isReady = true));
  await turns(10);
  assert.equal(isReady, false);
  tabs.thaw(first);
  await again.ready;
});

test('204 ends it for all', async (t) => {
  const { hub, tabs } = await browser(t);
  const a = await subscribed(tabs, 'a');
  const b = await subscribed(tabs, 'a');
  hub.scripted = Array(8).fill({ status: 204 });
  hub.cut();
  await passes(tabs, () => [a, b].every((tab) => statusOf(tab) === 'closed'));
  assert.equal(b.client.state.value.reason.status, 204);
});

test('a tab that goes on during a rollout waits it out', async (t) => {
  const { hub, tabs } = await browser(t);
  const first = await subscribed(tabs, 'a');
  const second = await subscribed(tabs, 'a');
  hub.scripted = Array(2).fill({ status: 404 });
  first.client.close();
  await until(() => statusOf(second) === 'waiting');
  assert.equal(second.client.state.value.reason.status, 404);
  hub.publish('a', 'one');
  await passes(tabs, () => leads(second));
  await got(second.updates, 'one');
});

test('told to reconnect, a tab that follows has the leader do it', async (t) => {
  const { hub, tabs } = await browser(t);
  const leader = await subscribed(tabs, 'a');
  const follower = await subscribed(tabs, 'a');
  hub.cut();
  await until(() => follower.client.state.value.leader === 'waiting');
  hub.publish('a', 'one');
  follower.client.reconnect();
  await got(follower.updates, 'one');
  assert.equal(statusOf(leader), 'live');
  assert.equal(hub.streams.size, 1);
});

test('told to reconnect, a tab that catches up in vain tries again', async (t) => {
  const { hub, tabs } = await browser(t);
  const id = hub.publish('a', 'zero');
  hub.publish('a', 'one');
  await subscribed(tabs, 'b');
  const tab = tabs.open({ lastEventId: id });
  tab.updates = collect(tab.client, 'a');
  // The leader, which asks for more now, gets through; the tab's own connection does not, and is asked what it was.
  hub.scripted = [undefined, { status: 503 }, { status: 503 }];
  await until(() => hub.scripted.length === 0);
  await until(() => {
    tab.client.reconnect();
    return tab.updates.length > 0;
  });
  assert.deepEqual([...tab.updates], ['one']);
});

test('hubs without envelopes are shared as well, one connection per wish', async (t) => {
  const { hub, tabs } = await browser(t, { kind: 'draft08' });
  const options = { extensions: false };
  const a = await subscribed(tabs, 'a', options);
  const again = await subscribed(tabs, 'a', options);
  const b = await subscribed(tabs, 'b', options);
  await until(() => hub.streams.size === 2);
  hub.publish('a', 'one');
  hub.publish('b', 'two');
  await got(again.updates, 'one');
  await got(b.updates, 'two');
  a.client.close();
  hub.publish('a', 'three');
  hub.publish('b', 'four');
  await passes(tabs, () => again.updates.length === 2 && b.updates.length === 2);
  assert.deepEqual([[...again.updates], [...b.updates]], [['one', 'three'], ['two', 'four']]);
});

test('where there are no locks, tabs do not share', async (t) => {
  const { hub, connect } = await world(t);
  const clients = [connect({ shared: true }), connect({ shared: true })];
  await Promise.all(clients.map((client) => collect(client, 'a').subscription.ready));
  assert.equal(hub.streams.size, 2);
});

test('where locks are not permitted, a tab goes alone', async (t) => {
  const { tabs } = await browser(t);
  tabs.locks.of = () => ({ request: async () => Promise.reject(new DOMException('sandboxed', 'SecurityError')) });
  const tab = await subscribed(tabs, 'a');
  assert.equal(statusOf(tab), 'live');
  assert.equal(tabs.channels.all.size, 0);
});

test('closing leaves no lock, channel or timer', async (t) => {
  const { hub, tabs } = await browser(t);
  const all = [await subscribed(tabs, 'a'), await subscribed(tabs, 'b'), await subscribed(tabs, 'c')];
  for (const { client } of all) client.close();
  await until(() => hub.streams.size === 0 && tabs.locks.count === 0);
  assert.equal(tabs.channels.all.size, 0);
  for (const { clock } of all) assert.equal(clock.timers.size, 0);
});

function asked(hub) {
  return [...hub.streams].at(-1)?.query.getAll('match').sort().join();
}
