import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { uniqueId } from '../hub-client.js';
import { world } from '../fakes/world.js';

const PREFIX = 'urn:uuid:'.length;
/** How many different characters there are at the hyphens, the version and the variant. */
const COUNTS = { 8: 1, 13: 1, 14: 1, 18: 1, 19: 4, 23: 1 };
const URN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

for (const [where, crypto] of [
  ['in a page of HTTPS', webcrypto],
  ['in a page of plain HTTP', { getRandomValues: (bytes) => webcrypto.getRandomValues(bytes) }],
  ['in Node.js 18', undefined],
]) {
  test(`${where}, each id is a UUID, and another one`, (t) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true, writable: true });
    t.after(() => (before ? Object.defineProperty(globalThis, 'crypto', before) : delete globalThis.crypto));
    const ids = Array.from({ length: 1000 }, uniqueId);
    for (const id of ids) assert.match(id, URN);
    assert.equal(new Set(ids).size, ids.length);
    // Each digit but the version and the variant is anything.
    for (let place = PREFIX; place < ids[0].length; place += 1) {
      const count = new Set(ids.map((id) => id[place])).size;
      assert.equal(count, COUNTS[place - PREFIX] ?? 16, `at ${place}`);
    }
  });
}

test('an update that is published with one has it, and is published once', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  const id = uniqueId();
  for (let tries = 0; tries < 2; tries += 1) assert.equal(await client.publish('a', 'one', { id, idempotencyKey: id }), id);
  assert.deepEqual(hub.log.map((update) => update.id), [id]);
});
