import { Watchdog } from './watchdog.js';

const HELLO_AFTER_FIRST_BYTES = 1000;
const WATCHDOG_DEFAULT = 60_000;
const HEARTBEATS = 2.5;

/** EventSource shows heartbeats only where they are events: else silence says little, and a stream is renewed only after a long one. */
const WATCHDOG_BLIND = 300_000;

/**
 * One connection from its beginning to its end, over one transport: watches that it opens, that the hub says hello, and that it
 * is not silent for too long. After `close()` or `failed` nothing is told any more.
 *
 * Tells `stands(hello)` once the hub is known to deliver (hello undefined where it says none), `live()`, `update`, `gap`,
 * `moved(position)`, `retry(milliseconds)`, `plain()` when this is a hub without our extensions, `failed(failure)`.
 */
export class Attempt {
  #transport;
  #clock;
  #to;
  #expects;
  #limit;
  #timer;
  #watchdog;
  #connection;
  #over = false;
  #standing = false;
  #waitsForHello = false;

  /** @param expects whether the hub says hello: `yes`, `maybe`, `no` */
  constructor({ transport, request, expects, watchdog, clock, to }) {
    this.#transport = transport;
    this.#clock = clock;
    this.#to = to;
    this.#expects = expects;
    this.#limit = watchdog;
    this.#wait(transport.openWithin, () => this.#fail({ undelivered: true }));
    this.#connection = transport.connect(request, this.#sink());
  }

  close() {
    if (this.#over) return;
    this.#over = true;
    this.#clock.clearTimeout(this.#timer);
    this.#watchdog?.stop();
    this.#connection?.close();
  }

  #sink() {
    const whileOpen = (action) => (...values) => {
      if (!this.#over) action(...values);
    };
    return {
      opened: whileOpen((headers) => this.#opened(headers)),
      heard: whileOpen(() => this.#heard()),
      told: whileOpen((name, data) => this.#told(name, data)),
      update: whileOpen((update) => this.#update(update)),
      moved: whileOpen((position) => this.#to.moved(position)),
      retry: whileOpen((milliseconds) => this.#to.retry(milliseconds)),
      failed: whileOpen((failure) => this.#fail(failure)),
    };
  }

  #opened(headers) {
    if (this.#standing) return;
    if (this.#expects === 'no') {
      this.#stand(undefined, headers);
      return;
    }
    this.#wait(this.#transport.helloWithin, () => this.#fail({ undelivered: true, opened: true }));
    this.#waitsForHello = true;
  }

  #heard() {
    this.#watchdog?.heard();
    if (!this.#waitsForHello || this.#expects !== 'maybe') return;
    this.#waitsForHello = false;
    this.#wait(Math.min(HELLO_AFTER_FIRST_BYTES, this.#transport.helloWithin), () => this.#to.plain());
  }

  #told(name, data) {
    if (name === 'hub-hello') {
      if (!this.#standing) this.#stand(data);
    } else if (name === 'hub-live') {
      this.#to.live();
    } else if (name === 'hub-gap') {
      this.#to.gap({ continuesFrom: data.continues_from });
    } else if (name === 'hub-closing') {
      if (data.retry > 0) this.#to.retry(data.retry);
    } else if (name === 'hub-kicked') {
      this.#fail({ kicked: true });
    }
  }

  #update(update) {
    if (this.#standing) this.#to.update(update);
    else if (this.#expects === 'maybe') this.#to.plain();
    else this.#fail({ undelivered: true });
  }

  #stand(hello, headers) {
    this.#standing = true;
    this.#waitsForHello = false;
    this.#clock.clearTimeout(this.#timer);
    this.#watchdog = new Watchdog(this.#clock, this.#silence(hello), () => this.#fail({ silent: true }));
    this.#to.stands(hello, headers);
  }

  #silence(hello) {
    const { name } = this.#transport;
    if (this.#limit === 0) return 0;
    const told = hello?.heartbeat > 0 ? hello.heartbeat * HEARTBEATS : WATCHDOG_DEFAULT;
    // A poll is silent while it waits.
    if (name === 'poll') return Math.max(this.#limit ?? 0, told);
    return this.#limit ?? (name === 'eventsource' && !hello?.heartbeat_event ? WATCHDOG_BLIND : told);
  }

  #wait(ms, then) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(then, ms);
  }

  #fail(failure) {
    this.close();
    this.#to.failed(failure);
  }
}
