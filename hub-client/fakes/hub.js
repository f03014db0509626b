import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { FakeStream } from './hub-stream.js';
import { FakePresence } from './hub-presence.js';
import { answerHistory } from './hub-history.js';
import { matcherOf } from './hub-matchers.js';

const PATH = '/.well-known/mercure';

/**
 * A hub as the protocol says, in memory, that misbehaves as a test wants: it cuts, stalls, buffers, refuses, and forgets.
 *
 * A position is the number of updates before it, as a token `#p…`.
 */
export class FakeHub {
  log = [];
  /** Updates before this are forgotten. */
  trimmed = 0;
  streams = new Set();
  sockets = new Set();
  /** All requests that came: `{method, path, query, headers, body, at}`. */
  requests = [];
  /** Answers that are given to subscribers instead, one each: `{status, headers, problem}`, `cut`, or `hang`. */
  scripted = [];
  scriptedPublish = [];
  /** Formats whose bodies do not get through, as with a proxy that waits for the end: sse, ndjson. */
  buffered = new Set();
  /** Formats that are held back with their heads. */
  swallowed = new Set();
  /** full, noEnvelope (as before envelopes), draft08 (other hubs, with matchers) or draft07 (other hubs, with topics). */
  kind = 'full';
  /** Whether replays wait for `release()`. */
  holding = false;
  /** Whether streams that are open get nothing any more, without an end. */
  stalled = false;
  heartbeat = 15_000;
  /** Whether heartbeats are events, which EventSource shows. */
  showsHeartbeats = false;
  /** Tokens that are accepted, with the payload of each; undefined for anybody. */
  tokens;
  /** How often the history is refused. */
  historyDown = 0;
  pageSize = 100;
  opened = 0;
  /** The most connections that a client kept at once, as its tests count them. */
  mostKept = 0;
  presence = new FakePresence(this);
  #keys = new Map();

  static async start(settings = {}) {
    const hub = Object.assign(new FakeHub(), settings);
    hub.server = createServer((request, response) => hub.#answer(request, response));
    hub.server.on('connection', (socket) => {
      hub.sockets.add(socket);
      socket.on('close', () => hub.sockets.delete(socket));
    });
    await new Promise((resolve) => hub.server.listen(0, '127.0.0.1', resolve));
    hub.origin = `http://127.0.0.1:${hub.server.address().port}`;
    hub.url = hub.origin + PATH;
    return hub;
  }

  async stop() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  get extended() {
    return this.kind === 'full' || this.kind === 'noEnvelope';
  }

  subscribes() {
    return this.requests.filter(({ method, path, query }) => method === 'GET' && path === PATH && !query.has('never'));
  }

  publish(topics, data, { id = `urn:uuid:${randomUUID()}`, type, retry, exclude, ephemeral } = {}) {
    const update = { id, type, retry, topics: [topics].flat(), data, exclude };
    if (!ephemeral) this.log.push(update);
    if (!this.stalled) for (const stream of [...this.streams]) stream.offer(update, this.log.length);
    return id;
  }

  /** Breaks all streams off. */
  cut() {
    for (const stream of [...this.streams]) stream.cut();
  }

  /** Ends all streams in order. */
  end() {
    for (const stream of [...this.streams]) stream.end();
  }

  /** Lets held replays go on. */
  release() {
    this.holding = false;
    for (const stream of [...this.streams]) stream.release();
  }

  forget(count = this.log.length) {
    this.trimmed = count;
  }

  /** @return where to begin and whether something before that is lost */
  place(position) {
    if (position === null || position === '') return { start: this.log.length, gap: false };
    if (position === 'earliest') return { start: this.trimmed, gap: false };
    const token = /^#p(\d+)$/.exec(position);
    const start = token ? Number(token[1]) : this.log.findIndex(({ id }) => id === position) + 1;
    if ((!token && start === 0) || start < this.trimmed) return { start: this.trimmed, gap: true };
    return { start, gap: false };
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.origin);
    let body = '';
    for await (const piece of request) body += piece;
    const { method, headers } = request;
    this.requests.push({ method, path: url.pathname, query: url.searchParams, headers, body });
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (method === 'OPTIONS') {
      response.writeHead(204, { 'Access-Control-Allow-Headers': 'Authorization' }).end();
      return;
    }
    if (!this.#isPermitted(request, response)) return;
    const rest = url.pathname.slice(PATH.length);
    if (rest === '' && method === 'POST') this.#publish(new URLSearchParams(body), response);
    else if (rest === '') this.#subscribe(request, url.searchParams, response);
    else if (rest === '/history' && this.historyDown > 0) this.#down(response);
    else if (rest === '/history' && this.extended) answerHistory(this, url.searchParams, response);
    else if (rest.startsWith('/subscriptions/') && this.extended) this.presence.answer(url.pathname, response);
    else refuse(response, 404);
  }

  #down(response) {
    this.historyDown -= 1;
    refuse(response, 503);
  }

  #isPermitted({ headers }, response) {
    if (!this.tokens) return true;
    const token = headers.authorization?.replace('Bearer ', '');
    if (token in this.tokens) return true;
    refuse(response, 401, `the token ${token} is not valid`);
    return false;
  }

  #subscribe(request, query, response) {
    const script = this.scripted.shift();
    if (script === 'hang') return;
    if (script === 'cut') {
      request.socket.resetAndDestroy?.() ?? request.socket.destroy();
      return;
    }
    if (script) {
      refuse(response, script.status, script.detail, script.headers);
      return;
    }
    const matches = matcherOf(query, this.kind, this.url);
    if (!matches) {
      refuse(response, 400, 'no topic');
      return;
    }
    const token = request.headers.authorization?.replace('Bearer ', '');
    const stream = new FakeStream(this, { request, response, query, matches, payload: this.tokens?.[token] });
    this.opened += 1;
    stream.begin();
  }

  #publish(form, response) {
    const script = this.scriptedPublish.shift();
    const key = form.get('idempotency_key');
    const known = key && this.#keys.get(key);
    if (script && !script.after) {
      refuse(response, script.status, undefined, script.headers);
      return;
    }
    const options = Object.fromEntries(['id', 'type', 'retry', 'exclude'].map((name) => [name, form.get(name) ?? undefined]));
    const id = known || this.publish(form.getAll('topic'), form.get('data'), { ...options, ephemeral: form.has('ephemeral') });
    if (key) this.#keys.set(key, id);
    // Published, but who did it does not get to know.
    if (script?.after) response.socket.destroy();
    else response.end(id);
  }
}

function refuse(response, status, detail, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json', Connection: 'close', ...headers });
  response.end(status === 204 ? undefined : JSON.stringify({ type: `urn:hub:problem:p${status}`, detail }));
}
