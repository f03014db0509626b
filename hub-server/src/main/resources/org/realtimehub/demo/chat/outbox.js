import { uniqueId } from '../shared/hub.js';

/**
 * Messages of our own that are not in the room yet, in the order in which they were written. The id is ours, so that the message
 * is known when the hub brings it; it is the idempotency key, too, so that trying again never says anything twice.
 */
export class Outbox {
  #publish;
  #changed;
  #letters = new Map();
  #last = Promise.resolve();

  /** @param publish `(letter) => Promise`, of the hub's answer */
  constructor({ publish, changed }) {
    this.#publish = publish;
    this.#changed = changed;
  }

  get letters() {
    return [...this.#letters.values()];
  }

  send(text) {
    const id = uniqueId();
    this.#letters.set(id, { id, text, at: Date.now(), state: 'sending' });
    this.#post(id);
  }

  tryAgain(id) {
    this.#post(id);
  }

  /** What failed because the hub could not be reached is tried again by itself. */
  reachable() {
    for (const { id, state, passing } of this.letters) {
      if (state === 'failed' && passing) this.#post(id);
    }
  }

  /** It was given up, or it has come back from the hub and is in the room. */
  remove(id) {
    if (this.#letters.delete(id)) this.#changed();
  }

  #post(id) {
    this.#set(id, { state: 'sending' });
    // One after the other: their order is that of writing.
    this.#last = this.#last.then(async () => {
      const letter = this.#letters.get(id);
      if (!letter) return;
      try {
        await this.#publish(letter);
        this.#set(id, { state: 'sent' });
      } catch (error) {
        this.#set(id, { state: 'failed', why: error.message, passing: error.status === 0 || error.status === 503 });
      }
    });
  }

  #set(id, change) {
    const letter = this.#letters.get(id);
    if (!letter) return;
    this.#letters.set(id, { ...letter, ...change });
    this.#changed();
  }
}
