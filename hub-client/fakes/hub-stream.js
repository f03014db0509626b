import { randomUUID } from 'node:crypto';

const TYPES = { sse: 'text/event-stream', ndjson: 'application/x-ndjson', poll: 'application/json' };

/** One subscriber of the fake hub, in any of the three formats. */
export class FakeStream {
  id = randomUUID();
  #hub;
  #response;
  #query;
  #held = [];
  #catchingUp = false;

  constructor(hub, { request, response, query, matches, payload }) {
    Object.assign(this, { query, matches, payload });
    this.#hub = hub;
    this.#response = response;
    this.#query = query;
    this.format = formatOf(hub, request.headers.accept);
    this.position = query.get('last_event_id') ?? query.get('lastEventID') ?? request.headers['last-event-id'] ?? null;
    hub.streams.add(this);
    response.on('close', () => {
      hub.streams.delete(this);
      hub.presence.left(this);
    });
  }

  get #hello() {
    return this.#hub.extended && this.#query.has('hello');
  }

  get #envelope() {
    return this.#hub.kind === 'full' && this.#query.has('envelope');
  }

  begin() {
    const { start, gap } = this.#hub.place(this.position);
    this.gap = gap;
    this.at = start;
    if (this.format === 'poll') {
      this.#poll();
      return;
    }
    if (this.#hub.swallowed.has(this.format)) return;
    const headers = { 'Content-Type': TYPES[this.format], 'Cache-Control': 'no-store' };
    if (this.#hub.extended) headers['Hub-Connection-Id'] = this.id;
    else if (this.position) headers['Mercure-Last-Event-ID'] = gap ? 'earliest' : this.position;
    this.#response.writeHead(200, headers);
    this.#response.flushHeaders();
    this.#first(this.#hub.log.length === start);
    if (gap && this.#hello) this.tell('hub-gap', { continues_from: 'earliest' });
    this.#catchingUp = true;
    if (!this.#hub.holding) this.release();
    this.#hub.presence.joined(this);
  }

  #first(live) {
    if (this.format === 'sse') this.write(this.#hub.extended ? `:\nid: #p${this.at}\n\n` : ':\n\n');
    this.live = live;
    const envelope = this.#hub.kind === 'full' ? { live, ...(this.#envelope && { envelope: true }) } : {};
    if (this.#hello) this.tell('hub-hello', { connection: this.id, heartbeat: this.#hub.heartbeat, ...(this.#hub.showsHeartbeats && { heartbeat_event: true }), ...envelope });
  }

  /** Sends what was missed, then what is new. */
  release() {
    if (!this.#catchingUp) return;
    this.#catchingUp = false;
    for (const update of this.#hub.log.slice(this.at)) this.#send(update);
    this.at = this.#hub.log.length;
    if (this.#hello && !this.live && this.#hub.kind === 'full') this.tell('hub-live', {});
    for (const update of this.#held.splice(0)) this.#send(update);
  }

  offer(update, at) {
    if (this.#catchingUp) return; // is in the log
    if (this.format === 'poll') {
      if (this.#isFor(update)) this.#answerPoll([update], at);
      return;
    }
    this.#send(update);
    this.at = at;
  }

  tell(type, data) {
    if (this.format === 'ndjson') this.write(`${JSON.stringify({ type, data })}\n`);
    else this.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  write(text) {
    if (!this.#hub.buffered.has(this.format)) this.#response.write(text);
  }

  comment() {
    this.write(this.format === 'ndjson' ? '\n' : ':\n');
  }

  cut() {
    this.#response.socket?.resetAndDestroy?.() ?? this.#response.socket?.destroy();
  }

  end() {
    this.#response.end();
  }

  /** What a long poll answers with when nothing happens. */
  expire() {
    this.#answerPoll([], this.#hub.log.length);
  }

  #isFor({ topics, exclude }) {
    return exclude !== this.id && topics.some(this.matches);
  }

  #send(update) {
    if (!this.#isFor(update)) return;
    if (this.format === 'ndjson') {
      this.write(`${JSON.stringify(shown(update, this.#envelope))}\n`);
      return;
    }
    const lines = this.#envelope ? [`data: ${JSON.stringify(shown(update, true))}`] : plain(update);
    this.write([`id: ${update.id}`, ...lines, '', ''].join('\n'));
  }

  #poll() {
    this.#catchingUp = false;
    const missed = this.#hub.log.slice(this.at).filter((update) => this.#isFor(update));
    if (missed.length || this.gap) this.#answerPoll(missed, this.#hub.log.length);
  }

  #answerPoll(updates, at) {
    const page = {
      connection: this.id,
      updates: updates.map((update) => shown(update, this.#envelope)),
      last_event_id: `#p${at}`,
      ...(this.gap && { gap: { continues_from: 'earliest' } }),
    };
    this.#response.writeHead(200, { 'Content-Type': TYPES.poll });
    this.#response.end(JSON.stringify(page));
    this.#hub.streams.delete(this);
  }
}

function formatOf(hub, accept) {
  if (!hub.extended) return 'sse';
  return Object.keys(TYPES).find((format) => TYPES[format] === accept) ?? 'sse';
}

export function shown({ id, type, retry, topics, data }, envelope) {
  return { id, type, retry, ...(envelope && { topics }), data };
}

function plain({ type, retry, data }) {
  const lines = String(data).split('\n').map((line) => `data: ${line}`);
  if (type) lines.unshift(`event: ${type}`);
  if (retry) lines.unshift(`retry: ${retry}`);
  return lines;
}
