import { HubError, aborted } from './errors.js';
import { Queue } from './queue.js';
import { callSafely } from './report.js';
import { onAbort } from './signal.js';

/** One wish of the application, and where its updates go: a handler, iterators, or both. */
export class Subscription {
  #handler;
  #onClose;
  #unbind = () => {};
  #queues = new Set();
  #receives;
  #ready;
  #isReady = false;
  #closed = false;
  #endReason;

  constructor({ wish, test, handler, signal, receives, onClose }) {
    this.wish = wish;
    this.test = test;
    this.types = wish.types && new Set(wish.types);
    this.#handler = handler;
    this.#receives = receives;
    this.#onClose = onClose;
    this.ready = new Promise((resolve, reject) => {
      this.#ready = { resolve, reject };
    });
    this.ready.catch(() => {}); // who does not wait is not bothered
    this.#unbind = onAbort(signal, () => this.#finish(aborted(signal)));
  }

  get closed() {
    return this.#closed;
  }

  get isReady() {
    return this.#isReady;
  }

  close() {
    this.#finish(new HubError('The subscription was closed'));
  }

  /** What comes from now on was published after the subscription was made. */
  begin() {
    this.#receives = true;
    this.#isReady = true;
    this.#ready.resolve();
  }

  take(update) {
    if (!this.#receives || this.#closed) return;
    if (this.#handler) callSafely(this.#handler, update);
    for (const queue of [...this.#queues]) queue.push(update);
  }

  /** The client closed. @param reason why, if it was no wish */
  end(reason) {
    this.#endReason = reason;
    this.#finish(reason ?? new HubError('The client was closed'));
  }

  /** From now on. Leaving the loop closes the subscription, if nothing else listens to it. */
  [Symbol.asyncIterator]() {
    const queue = new Queue(() => {
      this.#queues.delete(queue);
      if (!this.#handler && this.#queues.size === 0) this.close();
    });
    if (this.#closed) queue.end(this.#endReason);
    else this.#queues.add(queue);
    return queue;
  }

  #finish(error) {
    if (this.#closed) return;
    this.#closed = true;
    this.#unbind();
    this.#ready.reject(error);
    for (const queue of [...this.#queues]) queue.end(this.#endReason);
    this.#queues.clear();
    this.#onClose(this);
  }
}
