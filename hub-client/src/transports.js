import { eventsource } from './transports/eventsource.js';
import { fetchStream } from './transports/fetch.js';
import { ndjson } from './transports/ndjson.js';
import { poll } from './transports/poll.js';

const ALL = new Map([eventsource, fetchStream, ndjson, poll].map((transport) => [transport.name, transport]));

/** Which transports to try, in order: EventSource only where it exists and no token is to be carried in a header. */
export function chooseTransports(names = ['eventsource', 'ndjson', 'poll'], { hasToken, hasEventSource }) {
  const usable = names.map((name) => (name === 'eventsource' && (hasToken || !hasEventSource) ? 'fetch' : name));
  const unknown = usable.find((name) => !ALL.has(name));
  if (unknown !== undefined) throw new TypeError(`There is no transport ${unknown}`);
  if (usable.length === 0) throw new TypeError('No transport was given');
  return [...new Set(usable)].map((name) => ALL.get(name));
}

/** Other hubs than this project's know server-sent events only. */
export function plainTransports(transports, { hasToken, hasEventSource }) {
  const usable = transports.filter(({ name }) => name === 'eventsource' || name === 'fetch');
  return usable.length ? usable : chooseTransports(['eventsource'], { hasToken, hasEventSource });
}
