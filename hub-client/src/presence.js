import { Backoff } from './backoff.js';
import { normalize } from './matchers.js';
import { Observable } from './observable.js';
import { report } from './report.js';
import { below } from './request.js';
import { anySignal, onAbort, pause } from './signal.js';

/**
 * Who is subscribed: what the hub lists, and after that what its events say. Events that came while the list was on its way are
 * said again on top of it: some may be in it already, but the last one about a subscriber is always right.
 */
export class Presence {
  #wire;
  #url;
  #members = new Map();
  #shown = Observable.of(Object.freeze([]));
  #since;
  #life = new AbortController();
  #subscription;
  #unbind;
  #loading;
  #latest;
  #onClose;

  /** @param subscribe `(matcher, handler, options)`, as the client's */
  constructor(wire, matcher, { subscribe, signal, onClose }) {
    this.#onClose = onClose;
    this.#wire = wire;
    this.#url = collectionOf(wire.hub, matcher);
    const path = `${new URL(this.#url).pathname}/`;
    const test = (topics) => topics.some((topic) => topic.startsWith(path));
    const options = { types: ['message', 'mercure'], test };
    this.#subscription = subscribe({ pattern: `${path}:subscriber` }, (update) => this.#happened(update), options);
    this.#unbind = onAbort(signal, () => this.close());
    this.ready = this.#subscription.ready.then(() => this.refresh(true));
    this.ready.catch(() => this.close());
  }

  get closed() {
    return this.#life.signal.aborted;
  }

  get value() {
    return this.#shown.observable.value;
  }

  watch(watcher, options) {
    return this.#shown.observable.watch(watcher, options);
  }

  close() {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#unbind?.();
    this.#subscription.close();
    this.#shown.end();
    this.#onClose(this);
  }

  /** Lists anew, since events may have been lost. @param first whether the caller is told of a failure */
  refresh(first = false) {
    this.#latest = this.#list(first);
    return this.#latest;
  }

  async #list(first) {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#since = [];
    const both = anySignal(this.#life.signal, loading.signal);
    try {
      const { subscriptions } = await this.#load(both.signal);
      this.#members = new Map();
      for (const told of [...subscriptions, ...this.#since]) this.#apply(told);
      this.#since = undefined;
      this.#show();
    } catch (error) {
      if (loading.signal.aborted && !this.closed) {
        await this.#latest;
        return;
      }
      if (!this.closed) report(error);
      if (first) throw error;
    } finally {
      both.release();
    }
  }

  /** Tries on while the hub does not answer: one that has just started may not know all subscribers yet. */
  async #load(signal) {
    const backoff = new Backoff(this.#wire.clock, this.#wire.options.maxBackoff);
    while (true) {
      try {
        const response = await this.#wire.http.request(this.#url, { signal });
        return await response.json();
      } catch (error) {
        // The hub has no list of nobody. Another hub has no such list at all.
        if (error.status === 404 && this.#wire.extended) return { subscriptions: [] };
        if (signal.aborted || (error.status !== 0 && error.status !== 503)) throw error;
        await pause(this.#wire.clock, backoff.next(error.retryAfter), signal);
      }
    }
  }

  #happened(update) {
    const told = update.json();
    this.#since?.push(told);
    this.#apply(told);
    this.#show();
  }

  #apply({ subscriber, active, payload }) {
    if (active === false) this.#members.delete(subscriber);
    else this.#members.set(subscriber, Object.freeze({ subscriber, payload }));
  }

  #show() {
    if (!this.#life.signal.aborted) this.#shown.set(Object.freeze([...this.#members.values()]));
  }
}

function collectionOf(hub, matcher) {
  const [{ exact, pattern }, ...others] = normalize(matcher);
  if (others.length) throw new TypeError('Presence is of one matcher');
  return below(hub, `subscriptions/${exact ? 'exact' : 'urlpattern'}/${encode(exact ?? pattern)}`).href;
}

/** All but unreserved characters, as in the hub's paths; nothing is left that means something in a URL pattern. */
const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
