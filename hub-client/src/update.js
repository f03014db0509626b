/** An update as the application sees it. */
export class Update {
  #parsed;

  constructor({ id, type, data, topics }) {
    this.id = id;
    this.type = type || 'message';
    this.data = data;
    if (topics) this.topics = Object.freeze([...topics]);
    Object.freeze(this);
  }

  json() {
    this.#parsed ??= { value: JSON.parse(this.data) };
    return this.#parsed.value;
  }
}
