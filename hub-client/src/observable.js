import { callSafely } from './report.js';
import { onAbort } from './signal.js';

/** A value that can be watched. */
export class Observable {
  #value;
  #watchers = new Set();

  constructor(value) {
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  watch(watcher, { signal } = {}) {
    if (signal?.aborted) return () => {};
    const entry = { watcher };
    this.#watchers.add(entry);
    const unbind = onAbort(signal, () => this.#watchers.delete(entry));
    entry.stop = () => {
      this.#watchers.delete(entry);
      unbind();
    };
    callSafely(watcher, this.#value);
    return entry.stop;
  }

  /** @return a read-only face for the application, and how to change what it shows */
  static of(value) {
    const observable = new Observable(value);
    return {
      observable,
      set: (next) => observable.#set(next),
      /** Nothing changes any more. */
      end: () => observable.#watchers.forEach((entry) => entry.stop()),
    };
  }

  #set(value) {
    this.#value = value;
    for (const entry of [...this.#watchers]) {
      if (this.#watchers.has(entry)) callSafely(entry.watcher, value);
    }
  }
}
