import { store, useStore } from './store.js';

/** Where we are: `#/connections?lag=1` is {path: 'connections', query: {lag: '1'}}. All that a link should carry is in the query. */
export const route = store(read());

function read() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  return { path: path || 'overview', query: Object.fromEntries(new URLSearchParams(query)) };
}

export const href = (path, query = {}) => {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')).toString();
  return `#/${path}${text && `?${text}`}`;
};

/** @param replace without a new entry in the browser's history */
export function go(path, query, { replace = false } = {}) {
  const hash = href(path, query);
  if (hash === location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  route.set(read());
}

/** To a page that was left, without a new entry in the browser's history. */
export function comeTo(hash) {
  history.replaceState(null, '', hash);
  route.set(read());
}

export const useQueryOfPage = () => useStore(route, ({ query }) => query);

addEventListener('popstate', () => route.set(read()));
addEventListener('hashchange', () => route.set(read()));
