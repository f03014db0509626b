import { Attempt } from './attempt.js';
import { Backoff } from './backoff.js';
import { unreachable } from './answer.js';
import { covered, keyOf } from './matchers.js';
import { subscribeUrl } from './request.js';
import { TransportChoice } from './transport-choice.js';
import { Update } from './update.js';
import { judge } from './verdict.js';

/**
 * A connection that comes back: keeps its position over attempts, transports and changes of what is asked for. There is never
 * more than one attempt.
 *
 * Tells `update`, `gap`, `live()`, `state(state)`, `dialect(dialect)` and `ended(error)`.
 */
export class Stream {
  #wire;
  #to;
  #types;
  #matchers;
  #asked = [];
  #position;
  #status = { status: 'idle' };
  #attempt;
  #timer;
  #backoff;
  #choice;
  #tries = 0;
  #retry;
  #renewed = false;
  #token;

  constructor(wire, { matchers, types = [], position, to }) {
    this.#wire = wire;
    this.#matchers = matchers;
    this.#types = types;
    this.#position = position;
    this.#to = to;
    this.#choice = new TransportChoice(wire);
    this.#backoff = new Backoff(wire.clock, wire.options.maxBackoff);
  }

  get position() {
    return this.#position;
  }

  get status() {
    return this.#status;
  }

  /** Whether what is published from now on is delivered to these matchers. */
  delivers(matchers) {
    return this.#status.status === 'live' && covered(matchers, this.#asked);
  }

  /** Asks for something else, on from the same position. */
  ask(matchers) {
    if (keyOf(matchers) === keyOf(this.#matchers)) return;
    this.#matchers = matchers;
    // An attempt on its way is left alone, else a stream of changes would never let one stand.
    if (this.#status.status === 'live' || this.#status.status === 'catching-up') this.#connect();
  }

  /** Closes the connection until `resume`. */
  suspend(status) {
    if (this.#status.status === 'closed') return;
    this.#drop();
    this.#become({ status });
  }

  /** Connects at once. @param network whether it is another one */
  resume({ network = false } = {}) {
    if (!['idle', 'offline', 'waiting'].includes(this.#status.status)) return;
    if (network) this.#choice.reset();
    this.#backoff.reset();
    this.#connect();
  }

  /** Does not wait any longer. Should it fail again, the next wait is as long as it would have been. */
  reconnect() {
    if (this.#status.status === 'waiting') this.#connect();
  }

  close() {
    this.#drop();
    this.#status = { status: 'closed' };
  }

  #drop() {
    this.#attempt?.close();
    this.#attempt = undefined;
    this.#wire.clock.clearTimeout(this.#timer);
  }

  #become(status) {
    this.#status = status;
    this.#to.state(status);
  }

  async #connect() {
    this.#drop();
    this.#tries += 1;
    const mark = { close() {} };
    this.#attempt = mark;
    this.#become({ status: 'connecting', attempt: this.#tries });
    if (this.#attempt !== mark) return;
    try {
      this.#token = await this.#wire.token.get();
    } catch (error) {
      if (this.#attempt === mark) this.#wait(unreachable(error), 0);
      return;
    }
    if (this.#attempt === mark) this.#begin();
  }

  #begin() {
    const wire = this.#wire;
    this.#asked = this.#matchers;
    const transport = this.#choice.current;
    const about = { matchers: this.#asked, dialect: wire.dialect };
    const urlAt = (position) => subscribeUrl(wire.hub, { ...about, position });
    const to = this.#listener(transport.name);
    this.#attempt = undefined;
    this.#attempt = new Attempt({
      transport,
      expects: wire.expects(),
      watchdog: wire.options.watchdog,
      clock: wire.clock,
      to,
      request: {
        hub: wire.hub,
        hubIsKnown: wire.hubIsKnown,
        dialect: wire.dialect,
        url: urlAt(this.#position),
        urlAt,
        matchers: this.#asked,
        position: this.#position,
        types: this.#types,
        token: this.#token,
        failures: this.#backoff.failures,
        withCredentials: wire.options.withCredentials,
        fetch: wire.fetch,
        EventSource: wire.EventSource,
        clock: wire.clock,
      },
    });
  }

  #listener(transport) {
    let about;
    const stand = (status) => this.#become({ status, ...about });
    return {
      stands: (hello, headers) => {
        about = { transport, connectionId: hello?.connection };
        this.#tries = 0;
        this.#renewed = false;
        this.#wire.hubWasThere = true;
        this.#choice.prove();
        this.#backoff.stands();
        if (hello) this.#to.dialect(hello.envelope ? 'extended' : 'hello');
        if (this.#attempt === undefined) return;
        this.#noticeGap(headers);
        if (keyOf(this.#asked) !== keyOf(this.#matchers)) {
          this.#connect();
        } else if (hello?.live === false) {
          stand('catching-up');
        } else {
          stand('live');
          this.#to.live();
        }
      },
      live: () => {
        if (this.#status.status !== 'catching-up') return;
        stand('live');
        this.#to.live();
      },
      update: (update) => {
        if (update.id) this.#position = update.id;
        this.#to.update(new Update(update));
      },
      moved: (position) => {
        this.#position = position;
        this.#to.moved(position);
      },
      retry: (milliseconds) => {
        this.#retry = milliseconds;
      },
      gap: (gap) => this.#to.gap(gap),
      plain: () => this.#to.dialect('plain'),
      failed: (failure) => this.#failed(failure),
    };
  }

  /** Other hubs tell in a header that they do not begin where they were asked to; EventSource does not show it. */
  #noticeGap(headers) {
    const begins = headers?.get('mercure-last-event-id') ?? headers?.get('last-event-id');
    const asked = this.#position;
    if (begins && asked !== undefined && begins !== asked) this.#to.gap({ continuesFrom: begins });
  }

  #failed(failure) {
    this.#attempt = undefined;
    const verdict = judge(failure, {
      unknownHub: this.#wire.expects() === 'maybe',
      wasThere: this.#wire.hubWasThere,
      renewable: this.#wire.token.renewable && !this.#renewed,
    });
    if (verdict.then === 'end') this.#end(verdict.error);
    else if (verdict.then === 'plain') this.#to.dialect('plain');
    else if (verdict.then === 'token') this.#renew(verdict.error);
    else if (verdict.then === 'transport') this.#tryNext(verdict.error, failure);
    else this.#wait(verdict.error, Math.max(verdict.floor ?? 0, this.#retry ?? 0));
  }

  async #renew(refusal) {
    this.#renewed = true;
    const mark = { close() {} };
    this.#attempt = mark;
    try {
      await this.#wire.token.renew(refusal, this.#token);
    } catch (error) {
      if (this.#attempt !== mark) return;
      this.#renewed = false;
      this.#wait(unreachable(error), 0);
      return;
    }
    if (this.#attempt === mark) this.#connect();
  }

  #tryNext(error, failure) {
    if (this.#choice.next()) this.#connect();
    else if (failure.opened && this.#wire.expects() === 'maybe' && !this.#wire.asksOtherFormats()) this.#to.dialect('plain');
    else this.#wait(error, 0);
  }

  #wait(reason, floor) {
    const ms = this.#backoff.next(floor);
    this.#drop();
    this.#timer = this.#wire.clock.setTimeout(() => this.#connect(), ms);
    this.#become({ status: 'waiting', retryAt: this.#wire.clock.now() + ms, reason });
  }

  #end(error) {
    this.close();
    this.#to.ended(error);
  }
}
