/*
 * The client as an application in TypeScript uses it. This is compiled and never run: what is declared wrong, or not at all, does
 * not compile; and neither does it when one of the uses that are wrong is permitted.
 */

import { HubClient, HubError, uniqueId } from 'realtime-hub-client';
import type {
  Clock,
  Matcher,
  Member,
  Observable,
  Options,
  Page,
  Presence,
  PublishOptions,
  State,
  SubscribeOptions,
  Subscription,
  Transport,
  Update,
} from 'realtime-hub-client';

const TOPIC = 'https://example.com/books/1';
const { signal } = new AbortController();

/** Compiles only where the type of the value is this one, neither wider nor narrower. */
function is<Expected>() {
  return <Actual>(_value: Actual, ..._same: Same<Expected, Actual> extends true ? [] : [never]) => {};
}
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const clock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as number),
  random: () => Math.random(),
};
// @ts-expect-error chance is missing
const withoutChance: Clock = { now: clock.now, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout };

const options: Required<Options> = {
  token: async (refusal) => {
    is<HubError | undefined>()(refusal);
    return 'token';
  },
  withCredentials: true,
  transports: ['eventsource', 'fetch', 'ndjson', 'poll'],
  shared: true,
  watchdog: 0,
  maxBackoff: 30_000,
  lastEventId: 'earliest',
  extensions: 'auto',
  remembered: 1000,
  fetch,
  EventSource,
  clock,
};

const client = new HubClient('https://hub.example/.well-known/mercure', options);
new HubClient(new URL('https://hub.example/.well-known/mercure'));
new HubClient('/.well-known/mercure', { token: 'token', extensions: false });
new HubClient('/.well-known/mercure', { token: () => 'token', extensions: true });
const target: EventTarget = client;
// @ts-expect-error without a hub
new HubClient();
// @ts-expect-error there is no such transport
new HubClient('/', { transports: ['websocket'] });
// @ts-expect-error there is no such option
new HubClient('/', { tokens: 'token' });
// @ts-expect-error a token is text
new HubClient('/', { token: () => undefined });
// @ts-expect-error neither yes, no nor auto
new HubClient('/', { extensions: 'maybe' });

function subscribes() {
  const matchers: readonly Matcher[] = [TOPIC, '*', { exact: TOPIC }, { pattern: '/books/:id' }];
  const wanted: Required<SubscribeOptions> = { signal, types: ['note'] };
  const subscription = client.subscribe(
    matchers,
    (update) => {
      is<Update>()(update);
      is<string>()(update.id);
      is<string>()(update.type);
      is<string>()(update.data);
      is<readonly string[] | undefined>()(update.topics);
      is<unknown>()(update.json());
      is<{ stock: number }>()(update.json<{ stock: number }>());
      // @ts-expect-error an update does not change
      update.data = '';
    },
    wanted,
  );
  is<Subscription>()(subscription);
  is<Promise<void>>()(subscription.ready);
  is<boolean>()(subscription.closed);
  is<void>()(subscription.close());
  client.subscribe(TOPIC);
  client.subscribe({ pattern: '/books/:id' }, async () => {});
  client.subscribe(TOPIC, undefined, { signal });
  // @ts-expect-error neither a topic nor a pattern
  client.subscribe({ topic: TOPIC });
  // @ts-expect-error without a topic
  client.subscribe();
  // @ts-expect-error a handler gets an update
  client.subscribe(TOPIC, (data: string) => data);
  // @ts-expect-error a list
  client.subscribe(TOPIC, undefined, { types: 'note' });
}

async function loops() {
  for await (const update of client.subscribe(TOPIC)) {
    is<Update>()(update);
    if (update.type === 'last') break;
  }
  // @ts-expect-error updates come in their time
  for (const update of client.subscribe(TOPIC)) update.json();
}

async function publishes() {
  const all: Required<PublishOptions> = {
    private: true,
    id: uniqueId(),
    type: 'note',
    retry: 1000,
    ttl: 60,
    ephemeral: false,
    idempotencyKey: 'key',
    others: true,
    delay: 5,
    signal,
  };
  is<string>()(await client.publish(TOPIC, 'text', all));
  await client.publish([TOPIC, '/books/2'] as const, { title: 'Dune' });
  await client.publish(TOPIC, ['an', 'array']);
  is<string>()(uniqueId());
  // @ts-expect-error without data
  await client.publish(TOPIC);
  // @ts-expect-error neither text nor what becomes JSON
  await client.publish(TOPIC, undefined);
  // @ts-expect-error one publishes to topics, not to patterns
  await client.publish({ pattern: '/books/:id' }, 'text');
  // @ts-expect-error seconds are a number
  await client.publish(TOPIC, 'text', { ttl: '60' });
}

async function reads() {
  const page = await client.history([TOPIC, { pattern: '/books/:id' }], { before: 'id', limit: 50, signal });
  is<Page>()(page);
  is<readonly Update[]>()(page.updates);
  is<string | undefined>()(page.before);
  is<boolean>()(page.gap);
  await client.history(TOPIC, { before: page.before });
  is<number>()(await client.unread(TOPIC, 'id', { signal }));
  // @ts-expect-error after which position
  await client.unread(TOPIC);
  // @ts-expect-error history goes upwards
  await client.history(TOPIC, { after: 'id' });
}

async function watchesWhoIsThere() {
  const presence = client.presence<{ name: string }>(TOPIC, { signal });
  is<Presence<{ name: string }>>()(presence);
  is<readonly Member<{ name: string }>[]>()(presence.value);
  const stop = presence.watch((members) => {
    is<(string | { name: string })[]>()(members.flatMap(({ subscriber, payload }) => [subscriber, payload]));
  });
  is<() => void>()(stop);
  is<void>()(await presence.ready);
  is<boolean>()(presence.closed);
  is<void>()(presence.close());
  is<unknown>()(client.presence({ exact: TOPIC }).value[0]?.payload);
  // @ts-expect-error presence is of one matcher
  client.presence([TOPIC]);
}

function showsTheState() {
  const { state } = client;
  is<Observable<State>>()(state);
  is<State>()(state.value);
  is<() => void>()(state.watch((now) => describe(now), { signal }));
  is<string | undefined>()(client.connectionId);
  is<string | undefined>()(client.lastEventId);
  new HubClient('/', { lastEventId: client.lastEventId });
  // @ts-expect-error it is read only
  state.value = { status: 'idle' };
  // @ts-expect-error it is read only
  client.lastEventId = 'id';
}

function describe(state: State): string {
  switch (state.status) {
    case 'idle':
    case 'offline':
      return state.status;
    case 'connecting':
      is<number>()(state.attempt);
      return state.status;
    case 'live':
    case 'catching-up':
      is<Transport>()(state.transport);
      return state.connectionId ?? state.transport;
    case 'waiting':
      is<Error>()(state.reason);
      return new Date(state.retryAt).toISOString();
    case 'following':
      is<'connecting' | 'live' | 'catching-up' | 'waiting' | 'offline'>()(state.leader);
      return state.leader;
    case 'closed':
      is<Error | undefined>()(state.reason);
      return state.reason instanceof HubError ? `${state.reason.status} ${state.reason.type}` : 'closed';
    default:
      // One that is not above does not compile.
      return state satisfies never;
  }
}

function listens() {
  const onGap = ({ detail }: CustomEvent<{ continuesFrom?: string }>) => detail.continuesFrom;
  client.addEventListener('gap', onGap, { once: true, signal });
  client.removeEventListener('gap', onGap);
  client.addEventListener('gap', ({ detail }) => is<string | undefined>()(detail.continuesFrom));
  client.addEventListener('end', ({ detail }) => is<Error | undefined>()(detail.reason));
  client.removeEventListener('end', ({ detail }) => is<Error | undefined>()(detail.reason));
  client.addEventListener('of the application', (event) => is<Event>()(event));
  // @ts-expect-error a gap has no reason
  client.addEventListener('gap', ({ detail }) => detail.reason);
}

function fails() {
  const error = new HubError('Refused', { status: 403, type: 'urn:hub:problem:banned', cause: undefined });
  is<number>()(error.status);
  is<string | undefined>()(error.type);
  const asError: Error = error;
  new HubError('Refused');
  // @ts-expect-error a status is a number
  new HubError('Refused', { status: '403' });
  return asError;
}

is<void>()(client.reconnect());
is<void>()(client.close());
// @ts-expect-error there is no such method
client.disconnect();

export { fails, listens, loops, publishes, reads, showsTheState, subscribes, target, watchesWhoIsThere, withoutChance };
