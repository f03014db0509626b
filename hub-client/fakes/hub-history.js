import { matcherOf } from './hub-matchers.js';
import { shown } from './hub-stream.js';

/** Pages of the fake hub's log. */
export function answerHistory(hub, query, response) {
  const matches = matcherOf(query, hub.kind, hub.url);
  const limit = Number(query.get('limit') ?? hub.pageSize);
  const answer = query.has('before') && hub.kind === 'full' ? backward(hub, query, matches, limit) : forward(hub, query, matches, limit);
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(answer));
}

const show = (hub, query) => (update) => shown(update, hub.kind === 'full' && query.has('envelope'));

function backward(hub, query, matches, limit) {
  const before = query.get('before');
  const end = before === '' ? hub.log.length : indexOf(hub, before);
  if (end < hub.trimmed) return { updates: [], more: false, gap: true };
  // Looks at few at a time, as a real one does, so that pages may be empty and have more.
  const start = Math.max(hub.trimmed, end - Math.max(limit, 3));
  const found = hub.log.slice(start, end).filter(({ topics }) => topics.some(matches)).slice(-limit);
  const reached = found.length === limit ? hub.log.indexOf(found[0]) : start;
  return { updates: found.map(show(hub, query)), before: `#p${reached}`, more: reached > hub.trimmed, gap: false };
}

function forward(hub, query, matches, limit) {
  const { start, gap } = hub.place(query.get('last_event_id') ?? 'earliest');
  const end = Math.min(hub.log.length, start + limit);
  const found = hub.log.slice(start, end).filter(({ topics }) => topics.some(matches));
  const place = { last_event_id: `#p${end}`, more: end < hub.log.length };
  if (query.has('count')) return { count: found.length, ...place };
  return { updates: found.map(show(hub, query)), ...place, gap };
}

function indexOf(hub, position) {
  const token = /^#p(\d+)$/.exec(position);
  return token ? Number(token[1]) : hub.log.findIndex(({ id }) => id === position);
}
