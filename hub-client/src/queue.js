import { HubError } from './errors.js';

const LIMIT = 10_000;

/** The updates that an iterator has not taken yet. Bounded: who never takes them gets an error, not all of the memory. */
export class Queue {
  #waiting = [];
  #updates = [];
  #end;
  #onReturn;

  constructor(onReturn) {
    this.#onReturn = onReturn;
  }

  push(update) {
    if (this.#end) return;
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ value: update, done: false });
    else if (this.#updates.length < LIMIT) this.#updates.push(update);
    else this.#overflow();
  }

  /** What waits is still delivered. @param error thrown after that, if there is one */
  end(error) {
    if (this.#end) return;
    this.#end = { error };
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (error) reject(error);
      else resolve({ value: undefined, done: true });
    }
  }

  async next() {
    if (this.#updates.length) return { value: this.#updates.shift(), done: false };
    if (!this.#end) return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
    const { error } = this.#end;
    this.#end = {};
    if (error) throw error;
    return { value: undefined, done: true };
  }

  async return(value) {
    this.#updates = [];
    this.end();
    this.#onReturn();
    return { value, done: true };
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  #overflow() {
    this.#updates = [];
    this.end(new HubError(`The iterator is too slow: ${LIMIT} updates waited, and were dropped`));
    this.#onReturn();
  }
}
