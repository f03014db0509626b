/** Time that passes when a test says so. What is due at once comes in the next turn, as it does in the real world. */
export class FakeClock {
  time = 1_000_000;
  chance = 0.5;
  timers = new Map();
  #ids = 0;

  now() {
    return this.time;
  }

  random() {
    return this.chance;
  }

  setTimeout(callback, ms) {
    const id = ++this.#ids;
    const timer = { at: this.time + ms, callback };
    this.timers.set(id, timer);
    if (ms <= 0) timer.immediate = setImmediate(() => this.#fire(id));
    return id;
  }

  clearTimeout(id) {
    clearImmediate(this.timers.get(id)?.immediate);
    this.timers.delete(id);
  }

  /** Lets time pass; timers fire in their order. */
  advance(ms) {
    const end = this.time + ms;
    while (true) {
      const due = [...this.timers].filter(([, { at, immediate }]) => at <= end && !immediate);
      if (due.length === 0) break;
      const [id, { at }] = due.reduce((first, next) => (next[1].at < first[1].at ? next : first));
      this.time = Math.max(this.time, at);
      this.#fire(id);
    }
    this.time = end;
  }

  /** Until the next timer, those for safety aside that are further away. @return whether there was one */
  next() {
    const due = [...this.timers.values()].filter(({ immediate }) => !immediate).map(({ at }) => at);
    if (due.length === 0) return false;
    this.advance(Math.max(0, Math.min(...due) - this.time));
    return true;
  }

  #fire(id) {
    const timer = this.timers.get(id);
    this.timers.delete(id);
    timer?.callback();
  }
}
