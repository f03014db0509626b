/** Calls of the admin API. Paths are relative to the page, so that it may live behind a proxy's prefix. */

const BASE = new URL('api/v1', document.baseURI).href;
const READ_TIMEOUT = 15_000;
const CHANGE_TIMEOUT = 120_000;

/** The hub said no, and why (RFC 9457). */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.title || `The hub answered ${status}`);
    this.status = status;
    this.title = body.title;
    this.signIn = body.sign_in;
    this.retryAfter = retryAfter;
  }
}

/** No answer came. */
export class Unreachable extends Error {
  constructor(why) {
    super(why);
  }
}

let csrf;
let endOfSession = () => {};

export const repeatCsrf = (token) => { csrf = token; };
/** @param listener called with each 401 of a call that was not a sign-in */
export const onUnauthorized = (listener) => { endOfSession = listener; };

export function url(path, query = {}) {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')).toString();
  return BASE + path + (text && `?${text}`);
}

export const get = (path, query, { signal, timeout = READ_TIMEOUT } = {}) => call('GET', url(path, query), { signal, timeout });
export const post = (path, body, { quiet } = {}) => call('POST', url(path), { body, timeout: CHANGE_TIMEOUT, quiet });
export const remove = (path, query) => call('DELETE', url(path, query), { timeout: CHANGE_TIMEOUT });

async function call(method, target, { body, signal, timeout, quiet }) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), timeout);
  const abandon = () => clock.abort();
  if (signal?.aborted) abandon();
  signal?.addEventListener('abort', abandon);
  try {
    const response = await fetch(target, {
      method, headers, signal: clock.signal, cache: 'no-store', redirect: 'error',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) return text ? JSON.parse(text) : undefined;
    const problem = new Problem(response.status, parsed(text), seconds(response.headers.get('Retry-After')));
    if (problem.status === 401 && !quiet) endOfSession(problem);
    throw problem;
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error;
    throw new Unreachable(clock.signal.aborted ? `no answer within ${timeout / 1000} seconds` : 'the node cannot be reached');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abandon);
  }
}

/** What stands between may answer something else than a problem. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function seconds(retryAfter) {
  if (!retryAfter) return undefined;
  const count = Number(retryAfter);
  return Number.isFinite(count) ? count : Math.max(0, Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000)) || undefined;
}
