import { templateOf } from './matchers.js';

/**
 * How a hub is spoken to.
 *
 * `extended`: this project's hub, with envelopes. `hello`: with its own events, without envelopes. `plain`: any other Mercure
 * hub; topics are named in both forms of the protocol, each hub takes the one it knows.
 */
export const DIALECTS = ['extended', 'hello', 'plain'];

export function withMatchers(url, matchers) {
  for (const { exact, pattern } of matchers) {
    if (exact) url.searchParams.append('match', exact);
    else url.searchParams.append('match_urlpattern', pattern);
  }
  return url;
}

export function subscribeUrl(hub, { matchers, position, dialect }) {
  const url = withMatchers(new URL(hub), matchers);
  if (dialect === 'plain') {
    for (const { exact, pattern } of matchers) {
      const topic = exact ?? templateOf(pattern);
      if (topic) url.searchParams.append('topic', topic);
    }
  } else {
    url.searchParams.set('hello', '1');
    if (dialect === 'extended') url.searchParams.set('envelope', '1');
  }
  if (position !== undefined) {
    url.searchParams.set('last_event_id', position);
    if (dialect === 'plain') url.searchParams.set('lastEventID', position);
  }
  return url.href;
}

/** A resource below the hub. */
export function below(hub, path) {
  const url = new URL(hub);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
  return url;
}
