/**
 * The locks of one tab during one stay: one that says it lives, and the one that makes it leader. The browser frees both when the
 * tab crashes.
 */
export class TabLocks {
  #locks;
  #name;
  #tab;
  #stay = new AbortController();
  #waiting;
  #releases = [];
  #watched = new Map();

  constructor(locks, name, tab) {
    this.#locks = locks;
    this.#name = name;
    this.#tab = tab;
  }

  /** Resolves when the others can see that this tab lives; rejects where locks are not permitted, as in a sandbox. */
  live() {
    return new Promise((resolve, reject) => {
      this.#hold(this.#nameOf(this.#tab), { signal: this.#stay.signal }, resolve, reject);
    });
  }

  /** @param onLead this tab leads @param onLost another one took that away @param steal at once, from whom does not answer */
  lead({ onLead, onLost, steal = false }) {
    this.#waiting?.abort();
    const waiting = new AbortController();
    this.#waiting = waiting;
    let leads = false;
    const granted = () => {
      leads = true;
      onLead();
    };
    const lost = () => {
      if (leads && !this.#stay.signal.aborted) onLost();
    };
    this.#hold(this.#name, steal ? { steal } : { signal: waiting.signal }, granted, lost, waiting.signal);
  }

  /** Calls back once when another tab is gone. */
  watch(tab, onGone) {
    if (this.#watched.has(tab) || tab === this.#tab) return;
    const watching = new AbortController();
    this.#watched.set(tab, watching);
    const gone = () => {
      this.#watched.delete(tab);
      if (!watching.signal.aborted) onGone();
    };
    this.#locks.request(this.#nameOf(tab), { signal: watching.signal }, gone).catch(() => {});
  }

  unwatch() {
    for (const watching of this.#watched.values()) watching.abort();
    this.#watched.clear();
  }

  release() {
    this.#stay.abort();
    this.#waiting?.abort();
    this.unwatch();
    for (const release of this.#releases.splice(0)) release();
  }

  #hold(name, options, onGranted, onLost = () => {}, signal = this.#stay.signal) {
    const granted = () => {
      if (signal.aborted || this.#stay.signal.aborted) return undefined;
      const held = new Promise((resolve) => this.#releases.push(resolve));
      onGranted();
      return held;
    };
    // Rejected when it was stolen, or no longer wanted before it was had.
    this.#locks.request(name, options, granted).catch(onLost);
  }

  #nameOf(tab) {
    return `${this.#name}#${tab}`;
  }
}
