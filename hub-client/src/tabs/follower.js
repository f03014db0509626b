import { Lanes } from '../lanes.js';
import { Update } from '../update.js';

const BEAT = 10_000;
const BEATS_WITHOUT_ANSWER = 3;
const MOST_WAITING = 10_000;

/**
 * A tab that gets what the leader receives. One that comes with a position of its own first catches up over a short connection
 * of its own, begun when the leader delivers what it wants, so that there is neither hole nor repeat; meanwhile what
 * the leader tells waits.
 */
export class Follower {
  #wire;
  #tab;
  #to;
  #post;
  #onSilence;
  #startAt;
  #behind;
  #wishes;
  #leader;
  #waiting = [];
  #own;
  #heard = false;
  #missed = 0;
  #beat;

  constructor({ wire, tab, wishes, behind, startAt, post, onSilence, to }) {
    this.#wire = wire;
    this.#tab = tab;
    this.#wishes = wishes;
    this.#behind = behind;
    this.#startAt = startAt;
    this.#post = post;
    this.#onSilence = onSilence;
    this.#to = to;
    this.#listen();
  }

  get state() {
    const { status } = this.#leader ?? {};
    const known = status === undefined || status === 'idle' ? 'connecting' : status;
    return { status: 'following', leader: this.#behind && known === 'live' ? 'catching-up' : known };
  }

  get connectionId() {
    return this.#leader?.connectionId;
  }

  /** Whether what came before this tab joined has yet to come. */
  get behind() {
    return this.#behind;
  }

  delivers(wish) {
    return !this.#behind && this.#isAcknowledged() && this.#leader.delivered.has(wish.key);
  }

  demanded(wishes) {
    this.#wishes = wishes;
    this.#own?.want(wishes);
  }

  /** @param seen which of the wishes of this tab the leader knows */
  led({ tab, status, connectionId, delivered, demands }, wanted) {
    const another = this.#leader !== undefined && this.#leader.tab !== tab;
    const seen = demands.find(([who]) => who === this.#tab)?.[1].sequence ?? 0;
    this.#leader = { tab, status, connectionId, delivered: new Set(delivered), acknowledged: seen >= wanted };
    this.heard();
    // What the former leader promised for the time of catching up, this one did not.
    if (another) this.#dropOwn();
    if (this.#behind) this.#catchUp();
    this.#to.state(this.state);
    this.#to.live();
  }

  /** The leader does not know yet what this tab wants now. */
  unacknowledge() {
    if (this.#leader) this.#leader.acknowledged = false;
  }

  heard() {
    this.#heard = true;
  }

  update(told, lane) {
    if (!this.#behind) {
      this.#to.update(new Update(told), lane);
      return;
    }
    this.#waiting.push([told, lane]);
    if (this.#waiting.length > MOST_WAITING) this.#startOver();
  }

  /** The connection is the leader's, but for the one of catching up. */
  reconnect() {
    this.#own?.reconnect();
    this.#post({ say: 'reconnect' });
  }

  close() {
    this.#wire.clock.clearTimeout(this.#beat);
    this.#dropOwn();
  }

  #isAcknowledged() {
    return this.#leader?.acknowledged === true;
  }

  #catchUp() {
    const wishes = [...this.#wishes.values()];
    const promised = this.#isAcknowledged() && wishes.every(({ key }) => this.#leader.delivered.has(key));
    if (this.#own || !promised) return;
    const { update, moved, gap, ended } = this.#to;
    const live = () => {
      if ([...this.#wishes.values()].every((wish) => this.#own?.delivers(wish))) this.#caughtUp();
    };
    this.#own = new Lanes(this.#wire, { startAt: this.#startAt, to: { update, moved, gap, ended, live, state: () => {} } });
    this.#own.want(this.#wishes);
  }

  /** What waits is too much: it comes by the own connection, begun anew, and only what is newer waits. */
  #startOver() {
    this.#waiting = [];
    this.#dropOwn();
    this.#catchUp();
  }

  #caughtUp() {
    this.#dropOwn();
    this.#behind = false;
    for (const [told, lane] of this.#waiting.splice(0)) this.#to.update(new Update(told), lane);
    this.#to.state(this.state);
    this.#to.live();
  }

  #dropOwn() {
    this.#own?.close();
    this.#own = undefined;
  }

  /** Asks a leader that is not heard whether it is there. After a sleep one round is late, and says nothing. */
  #listen() {
    this.#beat = this.#wire.clock.setTimeout(() => {
      this.#missed = this.#heard ? 0 : this.#missed + 1;
      this.#heard = false;
      if (this.#missed >= BEATS_WITHOUT_ANSWER) {
        this.#missed = 0;
        this.#onSilence();
      } else if (this.#missed > 0) {
        this.#post({ say: 'who' });
      }
      this.#listen();
    }, BEAT * (0.9 + 0.2 * this.#wire.clock.random()));
  }
}
