import { make } from '../shared/dom.js';
import { read, topics } from '../shared/hub.js';

const TYPING_MS = 5_000;

/**
 * Who has the room open, and who is typing. The names of the former are from their tokens, so the hub vouches for them, also for
 * their end: when a browser goes away without a word, and when a node of the hub does.
 */
export class People {
  #client;
  #me;
  #list;
  #heading;
  #line;
  #room;
  #life;
  #typing = new Map();

  constructor(client, me, { list, heading, line }) {
    this.#client = client;
    this.#me = me;
    this.#list = list;
    this.#heading = heading;
    this.#line = line;
  }

  enter(room) {
    this.leave();
    this.#room = room;
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#client.presence(topics.here(room), { signal }).watch((members) => this.#show(members), { signal });
    this.#client.subscribe(topics.here(room), (update) => this.#hear(update), { signal, types: ['typing'] });
  }

  leave() {
    this.#life?.abort();
    for (const name of [...this.#typing.keys()]) this.stopped(name);
    this.#show([]);
  }

  /** Tells the others, if they are there now: this is not worth being kept. */
  async type() {
    try {
      await this.#client.publish(topics.here(this.#room), { from: this.#me }, { type: 'typing', ephemeral: true, others: true });
    } catch {
      // Nobody misses it.
    }
  }

  stopped(name) {
    clearTimeout(this.#typing.get(name));
    if (this.#typing.delete(name)) this.#showTyping();
  }

  #hear(update) {
    const name = read(update)?.from;
    if (typeof name !== 'string' || name === this.#me) return;
    clearTimeout(this.#typing.get(name));
    this.#typing.set(name, setTimeout(() => this.stopped(name), TYPING_MS));
    this.#showTyping();
  }

  /** Somebody may be here several times, in several windows. */
  #show(members) {
    const names = new Set(members.map(({ payload }) => payload?.name ?? 'Somebody without a name'));
    const sorted = [...names].sort((a, b) => a.localeCompare(b));
    this.#heading.textContent = sorted.length ? `Here (${sorted.length})` : 'Here';
    const item = (name) => make('li', {}, name === this.#me ? `${name} (you)` : name);
    this.#list.replaceChildren(...(sorted.length ? sorted.map(item) : [make('li', { className: 'quiet' }, '…')]));
  }

  #showTyping() {
    const names = [...this.#typing.keys()];
    const who = names.length > 3 ? 'Several people' : new Intl.ListFormat('en').format(names);
    this.#line.textContent = names.length ? `${who} ${names.length === 1 ? 'is' : 'are'} typing…` : '';
  }
}
