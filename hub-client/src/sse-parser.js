import { Lines } from './lines.js';

/**
 * Reads an event stream as the HTML standard says (9.2.6 Interpreting an event stream).
 *
 * `onEvent({type, data, id})` for each event, `onId(id)` for a block that has an id and no data, `onRetry(milliseconds)`.
 */
export class SseParser {
  #decoder = new TextDecoder('utf-8');
  #lines = new Lines();
  #to;
  #id = '';
  #type = '';
  #data = [];
  #named = false;

  constructor({ onEvent, onId = () => {}, onRetry = () => {} }) {
    this.#to = { onEvent, onId, onRetry };
  }

  /** @param bytes a piece of the body, cut anywhere */
  push(bytes) {
    this.#lines.push(this.#decoder.decode(bytes, { stream: true }), (line) => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    if (colon < 0) this.#field(line, '');
    else this.#field(line.slice(0, colon), line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1)));
  }

  #field(name, value) {
    if (name === 'data') this.#data.push(value);
    else if (name === 'event') this.#type = value;
    else if (name === 'id' && !value.includes('\0')) {
      this.#id = value;
      this.#named = true;
    } else if (name === 'retry' && /^[0-9]+$/.test(value)) this.#to.onRetry(Number(value));
  }

  #dispatch() {
    const event = { type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id };
    const isEvent = this.#data.length > 0;
    const named = this.#named;
    this.#type = '';
    this.#data = [];
    this.#named = false;
    if (isEvent) this.#to.onEvent(event);
    else if (named) this.#to.onId(event.id);
  }
}
