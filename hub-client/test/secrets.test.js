import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { HubClient } from '../hub-client.js';
import { TRANSPORTS, collect, stateIs, world } from '../fakes/world.js';

/** Whatever is shown or logged of an error, with its causes. */
const shown = (error) => `${error.stack} ${JSON.stringify(error)} ${inspect(error, { depth: Infinity, showHidden: true })}`;

const hides = (secret) => (error) => {
  assert.doesNotMatch(shown(error), secret);
  return true;
};

test('what the hub repeats of a token is not in the error', async (t) => {
  const { connect } = await world(t, { tokens: {} });
  await assert.rejects(connect({ token: 'very-secret' }).publish('a', 'x'), (error) => error.status === 401 && hides(/very-secret/)(error));
});

test('a token that no header can carry is not in the error, nor in its cause', async (t) => {
  const { connect } = await world(t);
  await assert.rejects(connect({ token: 'sec\nret' }).publish('a', 'b'), hides(/sec\W|\Wret\b/));
});

test('what the platform says of a request that failed is not in the message', async (t) => {
  const { connect } = await world(t);
  const fetch = async (url, { headers }) => {
    throw new TypeError(`Cannot send ${headers.Authorization}`);
  };
  await assert.rejects(connect({ token: 'very-secret', fetch }).publish('a', 'x'), ({ message, stack }) => !`${message}${stack}`.includes('very-secret'));
});

for (const transport of TRANSPORTS) {
  test(`${transport}: what the platform says of a connection that failed is not in the state`, async (t) => {
    const { connect } = await world(t, { transport });
    const fetch = async (url, { headers }) => {
      throw new TypeError(`Cannot send ${headers.Authorization}`);
    };
    const client = connect({ token: 'very-secret', fetch });
    collect(client, 'a');
    await stateIs(client, 'waiting');
    const { message, stack } = client.state.value.reason;
    assert.ok(!`${message}${stack}`.includes('very-secret'));
  });
}

test('a URL with a password in it is refused, without being repeated', () => {
  for (const credentials of ['user:very-secret', ':very-secret', 'very-secret']) {
    assert.throws(
      () => new HubClient(`https://${credentials}@hub.example/.well-known/mercure`),
      (error) => error instanceof TypeError && hides(/very-secret/)(error),
    );
  }
});
