import http from 'node:http';

/** The browser's EventSource, as far as it matters here: it also comes back by itself, unless it is closed. */
export class FakeEventSource extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSED = 2;
  static open = new Set();
  static mostOpen = 0;

  readyState = 0;
  #url;
  #request;
  #lastEventId = '';

  constructor(url, { withCredentials = false } = {}) {
    super();
    this.#url = url;
    this.withCredentials = withCredentials;
    FakeEventSource.open.add(this);
    FakeEventSource.mostOpen = Math.max(FakeEventSource.mostOpen, FakeEventSource.open.size);
    this.#connect();
  }

  close() {
    this.readyState = 2;
    FakeEventSource.open.delete(this);
    this.#request?.destroy();
  }

  #connect() {
    const headers = { Accept: 'text/event-stream' };
    if (this.#lastEventId) headers['Last-Event-ID'] = this.#lastEventId;
    this.#request = http.get(this.#url, { headers, agent: false }, (response) => this.#answered(response));
    this.#request.on('error', () => this.#lost());
  }

  #answered(response) {
    const { statusCode, headers } = response;
    if (statusCode !== 200 || !headers['content-type']?.startsWith('text/event-stream')) {
      response.destroy();
      this.readyState = 2;
      FakeEventSource.open.delete(this);
      this.dispatchEvent(new Event('error'));
      return;
    }
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
    response.setEncoding('utf8');
    let rest = '';
    response.on('data', (text) => {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) this.#block(block);
    });
    response.on('end', () => this.#lost());
    response.on('error', () => this.#lost());
  }

  #block(block) {
    let type = 'message';
    const data = [];
    for (const line of block.split('\n')) {
      const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
      if (name === 'id') this.#lastEventId = value;
      if (name === 'event') type = value;
      if (name === 'data') data.push(value);
    }
    if (this.readyState !== 1 || data.length === 0) return;
    this.dispatchEvent(new MessageEvent(type, { data: data.join('\n'), lastEventId: this.#lastEventId }));
  }

  #lost() {
    if (this.readyState === 2) return;
    this.readyState = 0;
    this.dispatchEvent(new Event('error'));
    setImmediate(() => {
      if (this.readyState === 0) this.#connect();
    });
  }
}
