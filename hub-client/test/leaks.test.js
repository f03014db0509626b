import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakePage } from '../fakes/page.js';
import { FakeBrowser } from '../fakes/tabs.js';
import { TRANSPORTS, collect, turns, until, world } from '../fakes/world.js';

const ROUNDS = 1000;

for (const transport of TRANSPORTS) {
  test(`${transport}: after ${ROUNDS} clients nothing is left`, async (t) => {
    const page = new FakePage();
    const w = await world(t, { transport, page });
    const { signal } = new AbortController();
    let listeners = 0;
    for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
      const real = signal[name].bind(signal);
      signal[name] = (...listener) => {
        listeners += step;
        real(...listener);
      };
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const client = w.connect();
      const { subscription } = collect(client, 'a', { signal });
      const kind = round % 4;
      if (kind === 0) await subscription.ready;
      else await turns(kind);
      client.close();
    }
    w.clients.length = 0;
    await until(() => w.hub.streams.size === 0);
    assert.equal(w.clock.timers.size, 0);
    assert.equal(page.listeners, 0);
    assert.equal(listeners, 0);
  });
}

test(`after ${ROUNDS} shared clients nothing is left`, async (t) => {
  const w = await world(t);
  const browser = new FakeBrowser(w);
  for (let round = 0; round < ROUNDS / 4; round += 1) {
    const tabs = [browser.open(), browser.open(), browser.open(), browser.open()];
    const ready = tabs.map(({ client }) => collect(client, 'a').subscription.ready);
    if (round % 2) await Promise.all(ready);
    else await turns(round % 9);
    for (const { client } of tabs) client.close();
  }
  await until(() => w.hub.streams.size === 0 && browser.locks.count === 0);
  assert.equal(browser.channels.all.size, 0);
  assert.ok(browser.tabs.every(({ clock }) => clock.timers.size === 0));
});
