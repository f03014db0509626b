/**
 * How far somebody has read: the id of the last notification that was read, in the order of the hub. It is in the browser's
 * storage, so for all tabs and for the next visit, and a channel tells the other tabs at once.
 */
export class ReadMark {
  #key;
  #channel;
  #moved = () => {};

  constructor(name) {
    this.#key = `hub-notifications:${name}`;
    this.#open();
    // A page that could still be told something does not stay in the back/forward cache.
    addEventListener('pagehide', () => this.#channel.close());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack());
  }

  /** Undefined when nothing was ever read. */
  get position() {
    return localStorage.getItem(this.#key) ?? undefined;
  }

  move(id) {
    localStorage.setItem(this.#key, id);
    this.#channel.postMessage(id);
  }

  /** Calls when another tab moved it, also while this page was put away. */
  watch(moved) {
    this.#moved = moved;
  }

  #open() {
    this.#channel = new BroadcastChannel(this.#key);
    this.#channel.onmessage = ({ data }) => typeof data === 'string' && this.#moved(data);
  }

  #comeBack() {
    this.#open();
    if (this.position) this.#moved(this.position);
  }
}
