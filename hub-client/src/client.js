import { Backoff } from './backoff.js';
import { Desk } from './desk.js';
import { HubError } from './errors.js';
import { hubEvent } from './hub-event.js';
import { history, unread } from './history.js';
import { Lanes, MAIN } from './lanes.js';
import { Observable } from './observable.js';
import { Page } from './page.js';
import { Presence } from './presence.js';
import { publication, publish } from './publish.js';
import { anySignal } from './signal.js';
import { Tabs } from './tabs/tabs.js';
import { uniqueId } from './unique-id.js';
import { Wire } from './wire.js';

/** A client of a hub; see hub-client.d.ts for what it promises. */
export class HubClient extends EventTarget {
  #wire;
  #desk;
  #source;
  #page;
  #state = Observable.of({ status: 'idle' });
  #life = new AbortController();
  #lastEventId;
  #presences = new Set();

  constructor(url, options = {}) {
    super();
    this.#wire = new Wire(url, options);
    this.#lastEventId = options.lastEventId;
    const { hub, clock } = this.#wire;
    this.#desk = new Desk({ hub, clock, remembered: options.remembered ?? 1000 });
    this.#source = this.#connect(options);
    this.#desk.serve(this.#source);
    this.#page = new Page({
      suspend: (status) => this.#source.suspend(status),
      resume: (why) => this.#source.resume(why),
    });
    if (this.#page.obstacle) this.#source.suspend(this.#page.obstacle);
  }

  get state() {
    return this.#state.observable;
  }

  get connectionId() {
    return this.#source.connectionId;
  }

  get lastEventId() {
    return this.#lastEventId;
  }

  subscribe(matchers, handler, options) {
    this.#assertOpen();
    return this.#desk.subscribe(matchers, handler, options);
  }

  async publish(topics, data, options = {}) {
    this.#assertOpen();
    const wire = this.#wire;
    const complete = { idempotencyKey: uniqueId(), ...options };
    if (options.others) Object.assign(complete, this.#exceptThis(options));
    const safe = wire.extended || options.idempotencyKey !== undefined;
    const backoff = new Backoff(wire.clock, wire.options.maxBackoff);
    return this.#while(options.signal, (signal) =>
      publish(wire, publication(topics, data, complete), { safe, backoff, signal }),
    );
  }

  async history(matchers, options = {}) {
    this.#assertOpen();
    return this.#while(options.signal, (signal) => history(this.#wire, matchers, { ...options, signal }));
  }

  async unread(matchers, after, options = {}) {
    this.#assertOpen();
    return this.#while(options.signal, (signal) => unread(this.#wire, matchers, after, { signal }));
  }

  presence(matcher, { signal } = {}) {
    this.#assertOpen();
    const subscribe = (...wanted) => this.#desk.subscribe(...wanted);
    const presence = new Presence(this.#wire, matcher, { subscribe, signal, onClose: (left) => this.#presences.delete(left) });
    if (!presence.closed) this.#presences.add(presence);
    return presence;
  }

  reconnect() {
    this.#source.reconnect();
  }

  close() {
    this.#finish(undefined);
  }

  #connect({ lastEventId, shared }) {
    const to = this.#listener();
    const { locks } = globalThis.navigator ?? {};
    const { BroadcastChannel: Channel } = globalThis;
    if (shared && locks && Channel) return new Tabs(this.#wire, { lastEventId, locks, Channel, to });
    return new Lanes(this.#wire, { startAt: (lane, stood) => (stood ? undefined : lastEventId), to });
  }

  #listener() {
    return {
      update: (update, lane) => {
        if (update.id) this.#moved(lane, update.id);
        this.#desk.update(update, lane);
      },
      moved: (lane, position) => this.#moved(lane, position),
      live: () => this.#desk.live(),
      gap: (gap) => {
        for (const presence of this.#presences) presence.refresh();
        this.dispatchEvent(hubEvent('gap', gap));
      },
      state: (state) => this.#show(state),
      ended: (reason) => this.#finish(reason),
    };
  }

  #moved(lane, position) {
    if (lane === MAIN || this.#wire.dialect !== 'extended') this.#lastEventId = position;
  }

  #show(state) {
    if (!this.#life.signal.aborted && !isSame(state, this.#state.observable.value)) this.#state.set(state);
  }

  /**
   * The connection is told to the hub, and the id is remembered here: the update may come by a later connection, or by one that
   * is shared with others who want it.
   */
  #exceptThis({ id = uniqueId() }) {
    this.#desk.suppress(id);
    return { id, exclude: this.#source.exclusive ? this.connectionId : undefined };
  }

  async #while(signal, action) {
    const both = anySignal(this.#life.signal, signal);
    try {
      return await action(both.signal);
    } finally {
      both.release();
    }
  }

  #assertOpen() {
    if (this.#life.signal.aborted) throw new HubError('The client was closed');
  }

  #finish(reason) {
    if (this.#life.signal.aborted) return;
    this.#state.set({ status: 'closed', ...(reason && { reason }) });
    this.#state.end();
    this.#life.abort(new HubError('The client was closed'));
    this.#page.close();
    for (const presence of [...this.#presences]) presence.close();
    this.#source.close();
    this.#desk.close(reason);
    if (reason) this.dispatchEvent(hubEvent('end', { reason }));
  }
}

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);
