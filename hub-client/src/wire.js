import { systemClock } from './clock.js';
import { Http } from './http.js';
import { Token } from './token.js';
import { chooseTransports, plainTransports } from './transports.js';

/** What all connections of a client have in common: where the hub is, how it is spoken to, and with what. */
export class Wire {
  #transports;
  #means;

  constructor(url, options) {
    const { token, extensions = 'auto', maxBackoff = 30_000, clock = systemClock } = options;
    this.hub = hubUrl(url);
    this.clock = clock;
    this.options = { ...options, extensions, maxBackoff };
    this.token = new Token(token);
    this.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
    this.EventSource = options.EventSource ?? globalThis.EventSource;
    this.http = new Http({ fetch: this.fetch, token: this.token, withCredentials: options.withCredentials, clock });
    /** How the hub is spoken to; see request.js. Found out by the first connection. */
    this.dialect = extensions === false ? 'plain' : 'extended';
    this.hubIsKnown = extensions === false;
    /** Whether a connection has stood: the hub is where it is looked for. */
    this.hubWasThere = false;
    this.#means = { hasToken: this.token.present, hasEventSource: this.EventSource !== undefined };
    this.#transports = chooseTransports(options.transports, this.#means);
  }

  transports() {
    return this.dialect === 'plain' ? plainTransports(this.#transports, this.#means) : this.#transports;
  }

  /** Whether another transport than those for server-sent events will be tried, whose answer shows what the hub is. */
  asksOtherFormats() {
    return this.#transports.some(({ name }) => name === 'ndjson' || name === 'poll');
  }

  /** Whether the hub says hello: `yes`, `maybe`, `no`. */
  expects() {
    if (this.dialect === 'plain') return 'no';
    return this.hubIsKnown || this.options.extensions === true ? 'yes' : 'maybe';
  }

  /** Whether the hub is known to have our extensions. */
  get extended() {
    return this.dialect !== 'plain' && this.expects() === 'yes';
  }

  /** @return whether that changes how topics are spread over connections */
  learn(dialect) {
    const changed = this.dialect !== dialect;
    this.dialect = dialect;
    this.hubIsKnown = true;
    return changed;
  }
}

/** Browsers refuse to fetch what has credentials in its URL, with a message that repeats them. */
function hubUrl(url) {
  const hub = new URL(url, globalThis.location?.href);
  if (hub.username || hub.password) throw new TypeError('The URL of the hub has credentials in it; authorize with a token');
  return hub.href;
}
