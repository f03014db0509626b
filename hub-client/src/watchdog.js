/** Calls back once when nothing was heard for too long. One timer, however much is heard. */
export class Watchdog {
  #clock;
  #limit;
  #onSilence;
  #heard;
  #timer;

  /** @param limit milliseconds; 0 for never */
  constructor(clock, limit, onSilence) {
    this.#clock = clock;
    this.#limit = limit;
    this.#onSilence = onSilence;
    this.#heard = clock.now();
    if (limit > 0) this.#sleep(limit);
  }

  heard() {
    this.#heard = this.#clock.now();
  }

  stop() {
    this.#clock.clearTimeout(this.#timer);
  }

  #sleep(ms) {
    this.#timer = this.#clock.setTimeout(() => {
      const rest = this.#heard + this.#limit - this.#clock.now();
      if (rest > 0) this.#sleep(rest);
      else this.#onSilence();
    }, ms);
  }
}
