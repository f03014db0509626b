import { keyOf, union } from './matchers.js';
import { Stream } from './stream.js';

/** The lane of all topics that share a connection. */
export const MAIN = '';

/** From best to worst: the client is as well as the worst of its lanes. */
const RANKS = ['live', 'catching-up', 'connecting', 'waiting', 'offline'];

/**
 * Spreads what is wanted over connections: one for all with a hub that tells topics, one for each wish otherwise, and one of
 * its own for each wish that this browser could not recognize among others.
 *
 * Tells `update(update, lane)`, whose id is a position, `moved(lane, position)` without an update, `gap(gap)`, `live()` when more
 * is delivered than before, `state(state)` and `ended(error)`.
 */
export class Lanes {
  #wire;
  #to;
  #startAt;
  #lanes = new Map();
  #wishes = new Map();
  #suspended;
  #stood = false;
  #over = false;

  /** @param startAt the position where a lane begins, as long as none has stood */
  constructor(wire, { startAt, to }) {
    this.#wire = wire;
    this.#startAt = startAt;
    this.#to = to;
  }

  /** Whether a connection has stood: only what is wanted before gets what comes from the first position on. */
  get stood() {
    return this.#stood;
  }

  /** Whether the hub's connection is this client's alone. */
  get exclusive() {
    return true;
  }

  get connectionId() {
    const main = this.#lanes.get(MAIN) ?? this.#lanes.values().next().value;
    return main?.status.connectionId;
  }

  get state() {
    const states = [...this.#lanes.values()].map(({ status }) => status);
    const rank = ({ status }) => RANKS.indexOf(status);
    return states.reduce((worst, state) => (rank(state) > rank(worst) ? state : worst), states[0] ?? { status: 'idle' });
  }

  /** @param wishes by key `{key, matchers, types, routable}` */
  want(wishes) {
    this.#wishes = wishes;
    this.#arrange();
  }

  /** Whether what is published from now on is delivered to who has this wish. */
  delivers(wish) {
    return this.#lanes.get(this.#laneOf(wish))?.delivers(wish.matchers) ?? false;
  }

  suspend(status) {
    this.#suspended = status;
    for (const stream of this.#lanes.values()) stream.suspend(status);
  }

  resume(why) {
    this.#suspended = undefined;
    for (const stream of [...this.#lanes.values()]) stream.resume(why);
  }

  reconnect() {
    for (const stream of [...this.#lanes.values()]) stream.reconnect();
  }

  close() {
    this.#over = true;
    for (const stream of this.#lanes.values()) stream.close();
    this.#lanes.clear();
  }

  #laneOf(wish) {
    return this.#wire.dialect === 'extended' && wish.routable ? MAIN : wish.key;
  }

  #arrange() {
    if (this.#over) return;
    const plan = new Map();
    for (const wish of this.#wishes.values()) {
      const lane = this.#laneOf(wish);
      const planned = plan.get(lane);
      plan.set(lane, { matchers: union(planned?.matchers ?? [], wish.matchers), types: wish.types ?? [] });
    }
    for (const [lane, stream] of [...this.#lanes]) {
      if (plan.has(lane)) continue;
      stream.close();
      this.#lanes.delete(lane);
    }
    for (const [lane, { matchers, types }] of plan) {
      const stream = this.#lanes.get(lane);
      if (stream) stream.ask(matchers);
      else this.#open(lane, matchers, types);
    }
    this.#to.state(this.state);
  }

  #open(lane, matchers, types) {
    const position = this.#startAt(lane, this.#stood);
    const stream = new Stream(this.#wire, { matchers, types, position, to: this.#listener(lane) });
    this.#lanes.set(lane, stream);
    if (this.#suspended) stream.suspend(this.#suspended);
    else stream.resume();
  }

  #listener(lane) {
    return {
      update: (update) => {
        // A poll says no hello: that a hub has no envelopes shows only here.
        if (lane === MAIN && update.topics === undefined) this.#learn('hello');
        else this.#to.update(update, lane);
      },
      moved: (position) => this.#to.moved(lane, position),
      gap: (gap) => this.#to.gap(gap),
      live: () => this.#to.live(),
      state: ({ status }) => {
        if (status === 'live' || status === 'catching-up') this.#stood = true;
        this.#to.state(this.state);
      },
      dialect: (dialect) => this.#learn(dialect),
      ended: (error) => {
        this.close();
        this.#to.ended(error);
      },
    };
  }

  #learn(dialect) {
    const changed = this.#wire.learn(dialect);
    if (!changed) return;
    // Whoever connected in the former way connects anew, in the place where it began.
    for (const stream of this.#lanes.values()) stream.close();
    this.#lanes.clear();
    this.#arrange();
  }
}

export const wishKey = (matchers, types, routable) => keyOf([matchers, types ?? [], routable]);
