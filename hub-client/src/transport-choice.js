/** Which transport is tried: the next one where one does not get through, in turn. */
export class TransportChoice {
  #wire;
  #place = 0;
  #proven = false;

  constructor(wire) {
    this.#wire = wire;
  }

  get current() {
    const transports = this.#wire.transports();
    return transports[this.#place % transports.length];
  }

  /** The current one gets through. */
  prove() {
    this.#proven = true;
  }

  /** The current one does not get through. @return whether there is another that has not been tried in this turn */
  next() {
    const proven = this.#proven;
    this.#proven = false;
    // What worked before gets a second chance: it was a bad moment more likely than a new proxy.
    if (proven) return false;
    this.#place = (this.#place + 1) % this.#wire.transports().length;
    return this.#place !== 0;
  }

  /** On another network, what did not get through before may do so now. */
  reset() {
    this.#place = 0;
  }
}
