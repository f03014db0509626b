import { HubError } from './errors.js';
import { normalize } from './matchers.js';
import { below, withMatchers } from './request.js';
import { Update } from './update.js';

const EMPTY_PAGES = 20;
const MOST_COUNTED = 10_000;

/** A page of what is retained. The hub's pages may be empty and have more behind them, ours are not. */
export async function history(wire, matchers, { before = '', limit, signal } = {}) {
  let cursor = before;
  for (let page = 1; ; page += 1) {
    const url = of(wire, matchers);
    url.searchParams.set('before', cursor);
    url.searchParams.set('envelope', '1');
    if (limit !== undefined) url.searchParams.set('limit', String(limit));
    const told = await read(wire, url, signal);
    if (!isBackward(told)) throw new HubError('The hub cannot page through its history backwards');
    const updates = told.updates.map((update) => new Update(update));
    cursor = told.more ? told.before : undefined;
    if (updates.length || cursor === undefined || page === EMPTY_PAGES) return { updates, before: cursor, gap: told.gap === true };
  }
}

/** A hub that does not know `before` answers with its oldest updates, and where to go on from there. */
export const isBackward = (page) => 'before' in page || !('last_event_id' in page);

/** How many retained updates match after a position, up to about 10,000. */
export async function unread(wire, matchers, after, { signal } = {}) {
  let count = 0;
  let position = after;
  while (count < MOST_COUNTED) {
    const url = of(wire, matchers);
    url.searchParams.set('last_event_id', position);
    url.searchParams.set('count', '1');
    const told = await read(wire, url, signal);
    if (typeof told.count !== 'number') throw new HubError('The hub does not count');
    count += told.count;
    if (!told.more || told.last_event_id === position) break;
    position = told.last_event_id;
  }
  return count;
}

const of = (wire, matchers) => withMatchers(below(wire.hub, 'history'), normalize(matchers));

async function read(wire, url, signal) {
  const response = await wire.http.request(url.href, { signal });
  return response.json();
}
