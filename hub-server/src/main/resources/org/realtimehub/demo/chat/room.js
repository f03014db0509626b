import { soon } from '../shared/dom.js';
import { read, topics, validTime } from '../shared/hub.js';
import { Outbox } from './outbox.js';
import { timeline } from './timeline.js';

const PAGE = 30;
const LARGEST_PAGE = 100;
const MOST_KEPT = 500;

/** What was written in a room, in the order of the hub, what is on its way there, and how far it was read. Tells `change`. */
export class Room extends EventTarget {
  #client;
  #me;
  #topic;
  #subscription;
  #counted;
  #messages = new Map();
  #outbox;
  #before;
  #gaps = new Set();
  #firstUnread;
  #opened = false;
  #loading;
  #changed = soon(() => this.dispatchEvent(new Event('change')));

  unread = 0;

  /** Whether somebody looks at the newest messages now. */
  watched = () => false;

  constructor(client, me, { id, title }) {
    super();
    this.id = id;
    this.title = title;
    this.#client = client;
    this.#me = me;
    this.#topic = topics.room(id);
    this.#outbox = new Outbox({
      publish: (letter) => this.#publish(letter),
      changed: this.#changed,
    });
    this.#subscription = client.subscribe(this.#topic, (update) => this.#take(update));
    this.#counted = this.#count();
  }

  /** Whether messages of before have been fetched. */
  get loaded() {
    return this.#opened;
  }

  /** Whether there are older messages. */
  get more() {
    return this.#before !== undefined;
  }

  get items() {
    const messages = this.#messages.values();
    return timeline({ messages, letters: this.#outbox.letters, firstUnread: this.#firstUnread, gaps: this.#gaps, me: this.#me });
  }

  get #mark() {
    return localStorage.getItem(`hub-chat:${this.#me}:${this.id}`) ?? undefined;
  }

  set #mark(position) {
    localStorage.setItem(`hub-chat:${this.#me}:${this.id}`, position);
  }

  send(text) {
    this.#firstUnread = undefined;
    this.#outbox.send(text);
  }

  tryAgain(id) {
    this.#outbox.tryAgain(id);
  }

  giveUp(id) {
    this.#outbox.remove(id);
  }

  reachable() {
    this.#outbox.reachable();
  }

  /** Fetches the newest messages, the first time. Shows where the unread ones begin. */
  async open() {
    if (!this.#opened) {
      // What is written after this is delivered, what was written before is fetched.
      await this.#subscription.ready;
      await this.#counted;
      await this.#load(undefined, Math.min(LARGEST_PAGE, Math.max(PAGE, this.unread + 5)));
      this.#opened = true;
    }
    if (this.unread > 0) this.#firstUnread = this.#beginningOfUnread();
    this.#changed();
  }

  /** Fetches the page before the oldest message. */
  async older() {
    if (this.#before === undefined || this.#loading) return;
    await this.#load(this.#before, PAGE);
  }

  /** Everything here has been seen. */
  seen() {
    const last = [...this.#messages.keys()].at(-1);
    if (last !== undefined && last !== this.#mark) this.#mark = last;
    if (this.unread === 0) return;
    this.unread = 0;
    this.#changed();
  }

  /** Nobody looks any more. */
  close() {
    this.#firstUnread = undefined;
    this.watched = () => false;
    this.#forget();
  }

  /** Messages were lost on the way, and are no longer kept. */
  gap() {
    if (!this.#opened) return;
    this.#gaps.add(undefined);
    this.#changed();
  }

  async #count() {
    try {
      await this.#subscription.ready;
      // Who is here for the first time has nothing to read up on.
      if (this.#mark === undefined) this.#mark = this.#client.lastEventId ?? 'earliest';
      else this.unread = Math.max(this.unread, await this.#client.unread(this.#topic, this.#mark));
      this.#changed();
    } catch {
      // The line says how the connection is; without a count there is no count.
    }
  }

  #publish({ id, text, at }) {
    return this.#client.publish(this.#topic, { from: this.#me, text, at }, { id, idempotencyKey: id });
  }

  #take(update) {
    const message = messageOf(update);
    if (!message || this.#messages.has(message.id)) return;
    // Before the room is opened it is enough to count: what was written is fetched then.
    if (this.#opened || this.#loading) {
      if (this.#gaps.delete(undefined)) this.#gaps.add(message.id);
      this.#messages.set(message.id, message);
      this.#outbox.remove(message.id);
    }
    if (message.from === this.#me || this.watched()) {
      this.seen();
    } else {
      this.unread += 1;
      if (this.unread === 1) this.#firstUnread = message.id;
    }
    if (!this.#firstUnread && this.#messages.size > 2 * MOST_KEPT) this.#forget();
    if (message.from !== this.#me) {
      this.dispatchEvent(new CustomEvent('message', { detail: message }));
    }
    this.#changed();
  }

  async #load(before, limit) {
    this.#loading = true;
    try {
      const page = await this.#client.history(this.#topic, { before, limit });
      const older = page.updates.map(messageOf).filter((message) => message !== undefined);
      const known = new Map(older.map((message) => [message.id, message]));
      for (const [id, message] of this.#messages) known.set(id, message);
      this.#messages = known;
      this.#before = page.before;
      for (const { id } of older) this.#outbox.remove(id);
    } finally {
      this.#loading = false;
      this.#changed();
    }
  }

  /** What is old can be fetched again. */
  #forget() {
    const ids = [...this.#messages.keys()];
    const surplus = ids.slice(0, Math.max(0, ids.length - MOST_KEPT));
    for (const id of surplus) {
      this.#messages.delete(id);
      this.#gaps.delete(id);
    }
    if (surplus.length) this.#before = ids[surplus.length];
  }

  #beginningOfUnread() {
    const ids = [...this.#messages.keys()];
    const mark = ids.indexOf(this.#mark);
    return ids[mark >= 0 ? mark + 1 : Math.max(0, ids.length - this.unread)];
  }
}

/** Undefined for what is no message. */
function messageOf(update) {
  const told = read(update);
  if (!told || typeof told.from !== 'string' || typeof told.text !== 'string') return undefined;
  return { id: update.id, from: told.from, text: told.text, at: validTime(told.at) ? told.at : 0 };
}
