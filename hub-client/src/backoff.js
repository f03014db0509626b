const FIRST_CEILING = 1000;
const STOOD_LONG_ENOUGH = 5000;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that clients which were cut off together do not
 * return together. What the hub asks for (`retry:`, Retry-After) comes on top, and never counts as too long.
 */
export class Backoff {
  #clock;
  #max;
  #failures = 0;
  #stoodSince;

  constructor(clock, max) {
    this.#clock = clock;
    this.#max = max;
  }

  get failures() {
    return this.#failures;
  }

  /** The connection stands. Only one that lasts makes past failures forgotten, else a hub that cuts at once is stormed. */
  stands() {
    this.#stoodSince = this.#clock.now();
  }

  reset() {
    this.#failures = 0;
    this.#stoodSince = undefined;
  }

  /** Counts a failure. @return milliseconds to wait */
  next(floor = 0) {
    if (this.#stoodSince !== undefined && this.#clock.now() - this.#stoodSince >= STOOD_LONG_ENOUGH) this.reset();
    this.#stoodSince = undefined;
    const ceiling = Math.min(this.#max, FIRST_CEILING * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return floor + this.#clock.random() * ceiling;
  }
}
