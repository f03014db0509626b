import { HubError } from '../errors.js';
import { Lanes } from '../lanes.js';
import { uniqueId } from '../unique-id.js';
import { Update } from '../update.js';
import { Follower } from './follower.js';
import { Leader } from './leader.js';
import { Memory } from './memory.js';
import { Stay } from './stay.js';

/**
 * One connection for the tabs of an origin that have the same hub and the same bearer. A lock says who leads; a channel carries
 * wishes to the leader, and updates to the others. Every tab knows the wishes and positions of all, so that any of them can
 * go on where the leader was.
 */
export class Tabs {
  #wire;
  #to;
  #browser;
  #tab = uniqueId();
  #wishes = new Map();
  #sequence = 0;
  #demands = new Map();
  #term = 0;
  #stay;
  #leader;
  #follower;
  #alone;
  #away = false;
  #offline = false;
  #memory;

  constructor(wire, { lastEventId, locks, Channel, to }) {
    this.#wire = wire;
    this.#memory = new Memory(lastEventId);
    this.#browser = { locks, Channel };
    this.#to = to;
  }

  get exclusive() {
    return this.#alone !== undefined;
  }

  get stood() {
    return !this.#memory.behind;
  }

  get connectionId() {
    return this.#role?.connectionId;
  }

  get #role() {
    return this.#leader ?? this.#alone ?? this.#follower;
  }

  want(wishes) {
    this.#wishes = wishes;
    this.#sequence += 1;
    if (!this.#stay && wishes.size > 0 && !this.#away) this.#join();
    else this.#demand();
  }

  delivers(wish) {
    return this.#role?.delivers(wish) ?? false;
  }

  suspend(status) {
    if (status === 'offline') {
      this.#offline = true;
      (this.#leader ?? this.#alone)?.suspend(status);
      return;
    }
    this.#away = true;
    // What is missed now has to be caught up with, also where the connection is another tab's.
    this.#memory.away();
    this.#leave();
    this.#to.state({ status: 'idle' });
  }

  resume(why) {
    this.#offline = false;
    this.#away = false;
    if (!this.#stay && this.#wishes.size > 0) this.#join();
    else (this.#leader ?? this.#alone)?.resume(why);
  }

  reconnect() {
    this.#role?.reconnect();
  }

  close() {
    this.#leave();
  }

  async #join() {
    const stay = new Stay(this.#wire, { ...this.#browser, tab: this.#tab });
    this.#stay = stay;
    this.#to.state({ status: 'connecting', attempt: 1 });
    const met = await stay.begin();
    if (this.#stay !== stay) return;
    if (!met) {
      this.#goAlone();
      return;
    }
    stay.listen((message) => this.#heard(message));
    this.#follow();
    this.#demand();
    this.#post({ say: 'who' });
    stay.locks.lead(this.#election());
  }

  #leave() {
    this.#post({ say: 'bye', tab: this.#tab });
    this.#leader?.close();
    this.#follower?.close();
    this.#alone?.close();
    this.#leader = this.#follower = this.#alone = undefined;
    this.#stay?.end();
    this.#stay = undefined;
    this.#demands.clear();
  }

  #goAlone() {
    this.#alone = new Lanes(this.#wire, { startAt: this.#memory.startAt(), to: this.#remembering() });
    if (this.#offline) this.#alone.suspend('offline');
    this.#alone.want(this.#wishes);
  }

  #election() {
    return { onLead: () => this.#lead(), onLost: () => this.#lost() };
  }

  #lead() {
    this.#follower?.close();
    this.#follower = undefined;
    this.#term += 1;
    this.#leader = new Leader({
      wire: this.#wire,
      tab: this.#tab,
      term: this.#term,
      demands: this.#demands,
      positions: this.#memory.positions,
      startAt: this.#memory.startAt(),
      post: (message) => this.#post(message),
      to: this.#remembering(),
    });
    if (this.#offline) this.#leader.suspend('offline');
    for (const tab of this.#demands.keys()) this.#watch(tab);
    this.#leader.demanded();
  }

  /** Another tab found this one silent. It may have been for long, so there may be something to catch up with. */
  #lost() {
    this.#leader?.close();
    this.#leader = undefined;
    this.#stay.locks.unwatch();
    this.#memory.away();
    this.#follow();
    this.#post({ say: 'who' });
    this.#stay.locks.lead(this.#election());
  }

  #follow() {
    this.#follower = new Follower({
      wire: this.#wire,
      tab: this.#tab,
      wishes: this.#wishes,
      behind: this.#memory.behind,
      startAt: this.#memory.startAt(),
      post: (message) => this.#post(message),
      onSilence: () => this.#stay.locks.lead({ ...this.#election(), steal: true }),
      to: this.#remembering(),
    });
    this.#to.state(this.#follower.state);
  }

  #demand() {
    if (!this.#stay?.begun) {
      this.#alone?.want(this.#wishes);
      return;
    }
    const demand = { sequence: this.#sequence, wishes: [...this.#wishes.values()] };
    this.#demands.set(this.#tab, demand);
    this.#post({ say: 'want', tab: this.#tab, demand });
    this.#follower?.unacknowledge();
    this.#follower?.demanded(this.#wishes);
    this.#leader?.demanded();
  }

  #watch(tab) {
    this.#stay.locks.watch(tab, () => {
      this.#demands.delete(tab);
      this.#leader?.demanded();
    });
  }

  #post(message) {
    this.#stay?.say(message);
  }

  #heard(message) {
    const { say, term } = message;
    if (say === 'want') this.#wanted(message);
    else if (say === 'bye') this.#wanted(message);
    else if (say === 'who') this.#leader?.announce();
    else if (say === 'reconnect') this.#leader?.reconnect();
    else if (!this.#follower) return;
    else if (say === 'lead') this.#led(message);
    else if (say === 'update') this.#updated(message);
    else if (say === 'moved') this.#moved(message);
    else if (say === 'gap') this.#to.gap(message.gap);
    else if (say === 'end') this.#to.ended(new HubError('The hub asked not to come back', { status: 204 }));
    if (term >= this.#term) this.#follower?.heard();
  }

  #wanted({ tab, demand }) {
    if (demand) this.#demands.set(tab, demand);
    else this.#demands.delete(tab);
    if (!this.#leader) return;
    if (demand) this.#watch(tab);
    this.#leader.demanded();
  }

  #led(message) {
    if (message.term < this.#term) return;
    this.#term = message.term;
    if (message.dialect) this.#wire.learn(message.dialect);
    if (message.hubWasThere) this.#wire.hubWasThere = true;
    for (const [tab, demand] of message.demands) if (tab !== this.#tab) this.#demands.set(tab, demand);
    this.#memory.follow(message.positions);
    const known = message.demands.find(([tab]) => tab === this.#tab)?.[1].sequence;
    if (known !== this.#sequence) this.#demand();
    this.#follower.led(message, this.#sequence);
  }

  #updated({ term, lane, update }) {
    if (term >= this.#term) this.#follower.update(update, lane);
    // A leader that was taken for dead may still tell what it got before, but its positions are of the past.
    else if (!this.#memory.behind) this.#to.update(new Update(update), lane);
  }

  #moved({ term, lane, position }) {
    if (term >= this.#term && !this.#memory.behind) this.#remembering().moved(lane, position);
  }

  #remembering() {
    return this.#memory.remembering(this.#to, () => this.#follower?.behind ?? false);
  }
}
