import { Lanes, MAIN } from '../lanes.js';

/** The tab that holds the connection, for all. */
export class Leader {
  #lanes;
  #wire;
  #term;
  #tab;
  #demands;
  #positions;
  #post;

  constructor({ wire, tab, term, demands, positions, startAt, post, to }) {
    this.#wire = wire;
    this.#tab = tab;
    this.#term = term;
    this.#demands = demands;
    this.#positions = positions;
    this.#post = post;
    this.#lanes = new Lanes(wire, { startAt, to: this.#listener(to) });
  }

  get state() {
    return this.#lanes.state;
  }

  get connectionId() {
    return this.#lanes.connectionId;
  }

  delivers(wish) {
    return this.#lanes.delivers(wish);
  }

  /** Asks for what all tabs want together. */
  demanded() {
    const wishes = this.#wishes();
    for (const lane of this.#positions.keys()) if (lane !== MAIN && !wishes.has(lane)) this.#positions.delete(lane);
    this.#lanes.want(wishes);
    this.announce();
  }

  /** Tells the others all they need to follow, and to go on when this tab is gone. */
  announce() {
    const wishes = [...this.#wishes().values()];
    this.#post({
      say: 'lead',
      tab: this.#tab,
      term: this.#term,
      status: this.#lanes.state.status,
      connectionId: this.connectionId,
      dialect: this.#wire.hubIsKnown ? this.#wire.dialect : undefined,
      hubWasThere: this.#wire.hubWasThere,
      delivered: wishes.filter((wish) => this.#lanes.delivers(wish)).map(({ key }) => key),
      demands: [...this.#demands],
      positions: [...this.#positions],
    });
  }

  suspend(status) {
    this.#lanes.suspend(status);
  }

  resume(why) {
    this.#lanes.resume(why);
  }

  reconnect() {
    this.#lanes.reconnect();
  }

  close() {
    this.#lanes.close();
  }

  #wishes() {
    const all = [...this.#demands.values()].flatMap(({ wishes }) => wishes);
    return new Map(all.map((wish) => [wish.key, wish]));
  }

  #listener(to) {
    return {
      update: (update, lane) => {
        const { id, type, data, topics } = update;
        // A position is told with its update, never before: who takes over must not skip it.
        this.#post({ say: 'update', term: this.#term, lane, update: { id, type, data, topics } });
        to.update(update, lane);
      },
      moved: (lane, position) => {
        this.#post({ say: 'moved', term: this.#term, lane, position });
        to.moved(lane, position);
      },
      gap: (gap) => {
        this.#post({ say: 'gap', gap });
        to.gap(gap);
      },
      live: () => {
        this.announce();
        to.live();
      },
      state: (state) => {
        this.announce();
        to.state(state);
      },
      ended: (error) => {
        if (error.status === 204) this.#post({ say: 'end' });
        to.ended(error);
      },
    };
  }
}
