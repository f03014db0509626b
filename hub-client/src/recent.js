/** Remembers the last ids it was shown, so that a repeat is known. */
export class Recent {
  #ids = new Set();
  #limit;

  constructor(limit) {
    this.#limit = limit;
  }

  has(id) {
    return this.#ids.has(id);
  }

  /** @return whether the id is new */
  add(id) {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#limit) this.#ids.delete(this.#ids.values().next().value);
    return true;
  }
}
