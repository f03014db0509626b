import { soon } from '../shared/dom.js';
import { entryOf } from './entry.js';

const PAGE = 50;
const MOST_KEPT = 200;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * What somebody was told, in the order of the hub, and what of it is unread. Tells `change`; and `arrived` with an entry that is new,
 * `read` and `gone` with the id of one that was read or has expired.
 */
export class Inbox extends EventTarget {
  #client;
  #topic;
  #mark;
  #subscription;
  #entries = new Map();
  #beyond = 0;
  #awaited;
  #timer;
  #changed = soon(() => this.dispatchEvent(new Event('change')));

  /** Whether something was lost on the way. */
  gap = false;
  loaded = false;

  constructor(client, topic, mark) {
    super();
    this.#client = client;
    this.#topic = topic;
    this.#mark = mark;
    mark.watch((id) => this.#readUpTo(id));
    client.addEventListener('gap', () => {
      this.gap = true;
      this.#changed();
    });
    document.addEventListener('visibilitychange', () => this.#expire());
    this.#subscription = client.subscribe(topic, (update) => this.#take(update));
  }

  /** The newest first. */
  get entries() {
    return [...this.#entries.values()].reverse();
  }

  get unread() {
    return this.#beyond + this.entries.filter(({ unread }) => unread).length;
  }

  /** Looks at what was before, when the subscription stands, so that nothing falls between the two. */
  async load() {
    await this.#subscription.ready;
    const { updates } = await this.#client.history(this.#topic, { limit: PAGE });
    const unread = await this.#unreadOf(updates);
    const older = updates.map((update, place) => entryOf(update, place >= updates.length - unread));
    const entries = [...older.filter((entry) => entry !== undefined), ...this.#entries.values()];
    this.#entries = new Map(entries.map((entry) => [entry.id, this.#entries.get(entry.id) ?? entry]));
    this.#beyond = Math.max(0, unread - updates.length);
    this.loaded = true;
    this.#expire();
    this.#changed();
  }

  /** Marks what is up to this one as read, here and in all tabs; everything without one. */
  markRead(id = [...this.#entries.keys()].at(-1)) {
    if (id === undefined) return;
    this.#readUpTo(id);
    this.#mark.move(id);
  }

  /** How many, the newest of these and of those before them, are unread. */
  async #unreadOf(updates) {
    const position = this.#mark.position;
    if (position === undefined) return updates.length;
    const place = updates.findIndex(({ id }) => id === position);
    if (place >= 0) return updates.length - place - 1;
    // It is older, or has expired: the hub knows its place all the same.
    return this.#client.unread(this.#topic, position);
  }

  #take(update) {
    const entry = entryOf(update, true);
    if (!entry || this.#entries.has(entry.id)) return;
    this.#entries.set(entry.id, entry);
    if (this.#entries.size > MOST_KEPT) this.#entries.delete(this.#entries.keys().next().value);
    this.dispatchEvent(new CustomEvent('arrived', { detail: entry }));
    if (entry.id === this.#awaited) this.#readUpTo(entry.id);
    this.#expire();
    this.#changed();
  }

  #readUpTo(id) {
    if (!this.#entries.has(id)) {
      // Another tab was faster: it will come.
      this.#awaited = id;
      return;
    }
    this.#beyond = 0;
    for (const entry of this.#entries.values()) {
      if (entry.unread) this.dispatchEvent(new CustomEvent('read', { detail: entry.id }));
      entry.unread = false;
      if (entry.id === id) break;
    }
    this.#changed();
  }

  /** Takes away whose time is over, and comes back for the next one. */
  #expire() {
    clearTimeout(this.#timer);
    const now = Date.now();
    let next = Infinity;
    for (const { id, until } of [...this.#entries.values()]) {
      if (until > now) {
        next = Math.min(next, until);
      } else {
        this.#entries.delete(id);
        this.dispatchEvent(new CustomEvent('gone', { detail: id }));
        this.#changed();
      }
    }
    if (next < Infinity) this.#timer = setTimeout(() => this.#expire(), Math.min(next - now, LONGEST_TIMER_MS));
  }
}
