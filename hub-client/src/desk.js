import { createTest, normalize } from './matchers.js';
import { MAIN, wishKey } from './lanes.js';
import { Recent } from './recent.js';
import { Subscription } from './subscription.js';

/**
 * Keeps who wants what, tells the source so, and hands updates to whom they are for.
 *
 * Changes of one turn are told together, since each may cost a reconnection.
 */
export class Desk {
  #hub;
  #clock;
  #remembered;
  #subscriptions = new Set();
  #source;
  #timer;
  #seen = new Map();
  #own;

  constructor({ hub, clock, remembered }) {
    this.#hub = hub;
    this.#clock = clock;
    this.#remembered = remembered;
    this.#own = new Recent(remembered);
  }

  /** @param source `want(wishes)`, `delivers(wish)` and `stood` */
  serve(source) {
    this.#source = source;
  }

  /** @param test decides by topics instead of the matchers, where the caller knows better than URLPattern */
  subscribe(matchers, handler, { signal, types, test } = {}) {
    const asked = normalize(matchers);
    const sortedTypes = types && [...new Set(types)].sort();
    const recognizes = test ?? createTest(asked, this.#hub);
    const routable = recognizes !== undefined;
    const wish = { key: wishKey(asked, sortedTypes, routable), matchers: asked, types: sortedTypes, routable };
    const subscription = new Subscription({
      wish,
      test: recognizes,
      handler,
      signal,
      receives: !this.#source.stood,
      onClose: (left) => this.#left(left),
    });
    if (subscription.closed) return subscription;
    this.#subscriptions.add(subscription);
    this.#changed();
    return subscription;
  }

  /** An update of this client that it does not want to see. */
  suppress(id) {
    this.#own.add(id);
  }

  update(update, lane) {
    if (update.id && (!this.#isNew(update.id, lane) || this.#own.has(update.id))) return;
    for (const subscription of [...this.#subscriptions]) {
      if (isFor(subscription, update, lane)) subscription.take(update);
    }
  }

  /** The source delivers more than before. */
  live() {
    for (const subscription of [...this.#subscriptions]) {
      if (!subscription.isReady && this.#source.delivers(subscription.wish)) subscription.begin();
    }
  }

  close(reason) {
    this.#clock.clearTimeout(this.#timer);
    const subscriptions = [...this.#subscriptions];
    this.#subscriptions.clear();
    for (const subscription of subscriptions) subscription.end(reason);
    this.#seen.clear();
  }

  #left(subscription) {
    if (this.#subscriptions.delete(subscription)) this.#changed();
  }

  #changed() {
    this.#timer ??= this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, 0);
  }

  #tell() {
    const wishes = new Map();
    for (const { wish } of this.#subscriptions) wishes.set(wish.key, wish);
    for (const lane of this.#seen.keys()) if (lane !== MAIN && !wishes.has(lane)) this.#seen.delete(lane);
    this.#source.want(wishes);
    this.live();
  }

  #isNew(id, lane) {
    let seen = this.#seen.get(lane);
    if (!seen) this.#seen.set(lane, (seen = new Recent(this.#remembered)));
    return seen.add(id);
  }
}

function isFor({ wish, test, types }, { type, topics }, lane) {
  if (types && !types.has(type)) return false;
  return lane === MAIN ? topics !== undefined && test !== undefined && test(topics) : wish.key === lane;
}
