import { fingerprint } from './identity.js';
import { TabLocks } from './tab-locks.js';

/** One stay of a tab among those of the same hub and the same bearer: its locks, and their channel. */
export class Stay {
  #wire;
  #browser;
  #tab;
  #locks;
  #channel;
  #over = false;

  constructor(wire, { locks, Channel, tab }) {
    this.#wire = wire;
    this.#browser = { locks, Channel };
    this.#tab = tab;
  }

  /** Whether this tab can hear the others. */
  get begun() {
    return this.#channel !== undefined;
  }

  get locks() {
    return this.#locks;
  }

  /** @return whether this tab is among the others; not where it cannot be told who they are, or the browser does not let it meet them */
  async begin() {
    const name = await this.#name();
    if (name === undefined || this.#over) return false;
    this.#locks = new TabLocks(this.#browser.locks, name, this.#tab);
    try {
      await this.#locks.live();
      if (!this.#over) this.#channel = new this.#browser.Channel(name);
    } catch {
      return false;
    }
    return this.begun;
  }

  listen(onMessage) {
    this.#channel.onmessage = ({ data }) => onMessage(data);
  }

  say(message) {
    this.#channel?.postMessage(message);
  }

  end() {
    this.#over = true;
    this.#locks?.release();
    if (this.#channel) this.#channel.onmessage = null;
    this.#channel?.close();
    this.#channel = undefined;
  }

  async #name() {
    try {
      const token = await this.#wire.token.get();
      const who = await fingerprint(token, this.#wire.options.withCredentials);
      return who && `realtime-hub ${this.#wire.hub} ${who}`;
    } catch {
      return undefined;
    }
  }
}
