/**
 * How far somebody has read: the id of the last notification that was read, in the order of the hub. It is in the browser's
 * storage, so for all tabs and for the next visit, and a channel tells the other tabs at once.
 */
export class ReadMark {
  #key;
  #channel;

  constructor(name) {
    this.#key = `hub-notifications:${name}`;
    this.#channel = new BroadcastChannel(this.#key);
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
    this.#channel.onmessage = ({ data }) => typeof data === 'string' && moved(data);
    addEventListener('pageshow', ({ persisted }) => persisted && this.position && moved(this.position));
  }
}
