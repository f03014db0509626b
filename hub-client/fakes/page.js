const NAMES = ['addEventListener', 'removeEventListener', 'document', 'navigator'];

/** Window and document, as far as the client listens to them. Counts listeners. */
export class FakePage {
  navigator = { onLine: true };
  listeners = 0;
  #window = new EventTarget();
  #document = new EventTarget();
  #before;

  install() {
    this.#before = NAMES.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
    this.#count(this.#document);
    this.#count(this.#window);
    this.#define('addEventListener', this.#window.addEventListener.bind(this.#window));
    this.#define('removeEventListener', this.#window.removeEventListener.bind(this.#window));
    this.#define('document', this.#document);
    this.#define('navigator', this.navigator);
    return this;
  }

  restore() {
    for (const [name, descriptor] of this.#before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
  }

  tell(type, detail) {
    this.#window.dispatchEvent(Object.assign(new Event(type), detail));
    this.#document.dispatchEvent(Object.assign(new Event(type), detail));
  }

  offline() {
    this.navigator.onLine = false;
    this.tell('offline');
  }

  online() {
    this.navigator.onLine = true;
    this.tell('online');
  }

  #define(name, value) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }

  #count(target) {
    for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
      const real = target[name].bind(target);
      target[name] = (...listener) => {
        this.listeners += step;
        real(...listener);
      };
    }
  }
}
