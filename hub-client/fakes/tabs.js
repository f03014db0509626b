import { webcrypto } from 'node:crypto';
import { HubClient } from '../hub-client.js';
import { FakeClock } from './clock.js';
import { FakeEventSource } from './event-source.js';

// Node.js 18 has it elsewhere.
globalThis.crypto ??= webcrypto;

/** The locks of one origin; each tab has its own face of them, so that it can crash. */
export class FakeLocks {
  #held = new Map();
  #queue = [];

  get count() {
    return this.#held.size + this.#queue.length;
  }

  names() {
    return [...this.#held.keys()];
  }

  of(tab) {
    return { request: (...request) => this.#request(tab, ...request) };
  }

  /** All that a tab held or waited for is gone, without its code being called. */
  crash(tab) {
    this.#queue = this.#queue.filter((request) => request.tab !== tab);
    for (const [name, held] of [...this.#held]) if (held.tab === tab) this.#held.delete(name);
    this.#grant();
  }

  #request(tab, name, { steal, signal }, callback) {
    return new Promise((resolve, reject) => {
      const request = { tab, name, callback, resolve, reject };
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      signal?.addEventListener('abort', () => this.#cancel(request, signal.reason), { once: true });
      if (steal) {
        const held = this.#held.get(name);
        this.#held.delete(name);
        held?.reject(new DOMException('stolen', 'AbortError'));
        this.#queue.unshift(request);
      } else {
        this.#queue.push(request);
      }
      setImmediate(() => this.#grant());
    });
  }

  #cancel(request, reason) {
    if (!this.#queue.includes(request)) return;
    this.#queue = this.#queue.filter((other) => other !== request);
    request.reject(reason);
  }

  #grant() {
    for (const request of [...this.#queue]) {
      if (this.#held.has(request.name)) continue;
      this.#queue = this.#queue.filter((other) => other !== request);
      this.#held.set(request.name, request);
      this.#run(request);
    }
  }

  async #run(request) {
    const result = await request.callback({ name: request.name });
    if (this.#held.get(request.name) !== request) return;
    this.#held.delete(request.name);
    request.resolve(result);
    this.#grant();
  }
}

/** The channels of one origin. A tab that is mute neither hears nor says anything; what it should have heard waits. */
export class FakeChannels {
  all = new Set();
  said = [];

  of(tab) {
    const { all, said } = this;
    return class {
      onmessage = null;
      waiting = [];

      constructor(name) {
        this.name = name;
        this.tab = tab;
        all.add(this);
      }

      postMessage(message) {
        if (tab.mute || !all.has(this)) return;
        said.push({ name: this.name, message });
        for (const other of all) {
          if (other === this || other.name !== this.name) continue;
          const data = structuredClone(message);
          setImmediate(() => other.deliver(data));
        }
      }

      deliver(data) {
        if (tab.mute) this.waiting.push(data);
        else if (all.has(this)) this.onmessage?.({ data });
      }

      close() {
        all.delete(this);
      }
    };
  }
}

/** Tabs of one browser at one hub. */
export class FakeBrowser {
  locks = new FakeLocks();
  channels = new FakeChannels();
  tabs = [];
  #hub;
  #clients;

  constructor({ hub, clients }) {
    this.#hub = hub;
    this.#clients = clients;
  }

  open(options = {}) {
    const tab = { mute: false, clock: new FakeClock() };
    const before = ['navigator', 'BroadcastChannel'].map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
    const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    define('navigator', { ...globalThis.navigator, locks: this.locks.of(tab) });
    define('BroadcastChannel', this.channels.of(tab));
    tab.client = new HubClient(this.#hub.url, { shared: true, clock: tab.clock, EventSource: FakeEventSource, ...options });
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else delete globalThis[name];
    }
    this.#clients.push(tab.client);
    this.tabs.push(tab);
    return tab;
  }

  /** Time passes for all who are awake. */
  advance(ms) {
    for (const tab of this.tabs) if (!tab.mute) tab.clock.advance(ms);
  }

  crash(tab) {
    tab.mute = true;
    this.locks.crash(tab);
    for (const channel of this.channels.all) if (channel.tab === tab) this.channels.all.delete(channel);
  }

  freeze(tab) {
    tab.mute = true;
  }

  /** @param forgetful what was said meanwhile is lost */
  thaw(tab, forgetful = false) {
    tab.mute = false;
    for (const channel of this.channels.all) {
      if (channel.tab !== tab) continue;
      for (const data of channel.waiting.splice(0)) if (!forgetful) channel.deliver(data);
    }
  }
}
