import { HubError } from './errors.js';

const HEADER_SAFE = /^[\x21-\x7e]+$/;

/** The token that authorizes this client, where there is one. It is never part of a message or a URL. */
export class Token {
  #source;
  #current;
  #asking;

  constructor(source) {
    this.#source = source;
  }

  get present() {
    return this.#source !== undefined;
  }

  /** Whether another one can be had after a refusal. */
  get renewable() {
    return typeof this.#source === 'function';
  }

  /** @return a promise of the token, of undefined without one */
  async get() {
    if (!this.present) return undefined;
    return this.#current ?? this.#ask();
  }

  /** @param stale the token that was refused; who comes late gets the new one without asking again */
  async renew(refusal, stale) {
    if (this.#current !== undefined && this.#current !== stale) return this.#current;
    return this.#ask(refusal);
  }

  #ask(refusal) {
    this.#asking ??= this.#fetch(refusal).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #fetch(refusal) {
    const token = this.renewable ? await this.#source(refusal) : this.#source;
    if (typeof token !== 'string' || !HEADER_SAFE.test(token)) {
      throw new HubError('The token is no string that a header can carry');
    }
    this.#current = token;
    return token;
  }
}
