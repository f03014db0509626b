import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as library from '../hub-client.js';
import { world } from '../fakes/world.js';

const declared = readFileSync(new URL('../hub-client.d.ts', import.meta.url), 'utf8').replace(/\/\*\*.*?\*\//gs, '');

/** The names of the members that a class or an interface declares itself. */
function membersOf(name) {
  const [, body] = new RegExp(`^export (?:class|interface) ${name}\\b.*?\\{\\n(.*?)^\\}`, 'ms').exec(declared);
  const names = [...body.matchAll(/^ {2}(?:readonly )?(\w+)/gm)].map(([, member]) => member);
  return new Set(names);
}

const sorted = (names) => [...names].sort();

test('what is exported is declared, and the other way round', () => {
  const values = [...declared.matchAll(/^export (?:class|const|function) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(sorted(values), sorted(Object.keys(library)));
});

test('what a client has is declared, and the other way round', () => {
  const own = Object.getOwnPropertyNames(library.HubClient.prototype);
  const inherited = ['addEventListener', 'removeEventListener'];
  assert.deepEqual(sorted(membersOf('HubClient')), sorted([...own, ...inherited]));
});

test('what is declared of the things that a client gives is there', async (t) => {
  const { hub, connect } = await world(t);
  const client = connect();
  const given = {
    HubError: new library.HubError('refused', { type: 'type' }),
    Observable: client.state,
    Subscription: client.subscribe('a'),
    Presence: client.presence('a'),
    Page: await client.history('a'),
  };
  hub.publish('a', 'one');
  [given.Update] = (await client.history('a')).updates;
  for (const [name, thing] of Object.entries(given)) {
    const members = membersOf(name);
    members.delete('constructor');
    assert.ok(members.size > 0, name);
    for (const member of members) assert.ok(member in thing, `${name}.${member}`);
  }
  assert.ok(Symbol.asyncIterator in given.Subscription);
});
