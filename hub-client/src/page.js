/**
 * What happens to the page and its network: `suspend(status)` when a connection can or may not be kept, `resume({network})` when
 * it can again. A page that keeps a connection cannot enter the back/forward cache, one that is frozen cannot read from it.
 */
export class Page {
  #listeners = [];
  #away = false;
  #to;

  constructor(to) {
    this.#to = to;
    const { document } = globalThis;
    this.#on(globalThis, 'offline', () => this.#change());
    this.#on(globalThis, 'online', () => this.#change({ network: true }));
    this.#on(globalThis, 'pagehide', () => this.#leave());
    this.#on(globalThis, 'pageshow', (event) => event.persisted && this.#comeBack());
    this.#on(document, 'freeze', () => this.#leave());
    this.#on(document, 'resume', () => this.#comeBack());
  }

  /** Why there can be no connection now, undefined if there can. */
  get obstacle() {
    if (this.#away) return 'idle';
    return globalThis.navigator?.onLine === false ? 'offline' : undefined;
  }

  close() {
    for (const [target, type, listener] of this.#listeners) target.removeEventListener(type, listener);
    this.#listeners = [];
  }

  #on(target, type, listener) {
    if (typeof target?.addEventListener !== 'function') return;
    target.addEventListener(type, listener);
    this.#listeners.push([target, type, listener]);
  }

  #leave() {
    if (this.#away) return;
    this.#away = true;
    this.#change();
  }

  #comeBack() {
    if (!this.#away) return;
    this.#away = false;
    this.#change();
  }

  #change(why = {}) {
    const { obstacle } = this;
    if (obstacle) this.#to.suspend(obstacle);
    else this.#to.resume(why);
  }
}
