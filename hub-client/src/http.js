import { failureOf, unreachable } from './answer.js';

/** Requests that are answered at once, as opposed to streams. */
export class Http {
  #fetch;
  #token;
  #credentials;
  #clock;

  constructor({ fetch, token, withCredentials, clock }) {
    this.#fetch = fetch;
    this.#token = token;
    this.#credentials = withCredentials ? 'include' : 'same-origin';
    this.#clock = clock;
  }

  /**
   * After 401 or 403 tried once more with a new token, where one can be had.
   *
   * @return the answer, if it is a success
   * @throws HubError it is none, or no token could be had; `retryAfter` in milliseconds where the hub told it
   */
  async request(url, { method = 'GET', accept = 'application/json', body, signal } = {}) {
    const token = await had(this.#token.get());
    const first = await this.#send(url, { method, accept, body, signal, token });
    if (first.response) return first.response;
    const refused = first.status === 401 || first.status === 403;
    if (!refused || !this.#token.renewable) throw withDelay(first);
    const renewed = await had(this.#token.renew(first.error, token));
    const second = await this.#send(url, { method, accept, body, signal, token: renewed });
    if (second.response) return second.response;
    throw withDelay(second);
  }

  async #send(url, { method, accept, body, signal, token }) {
    const headers = { Accept: accept };
    if (token) headers.Authorization = `Bearer ${token}`;
    try {
      const response = await this.#fetch(url, { method, headers, body, signal, cache: 'no-store', credentials: this.#credentials });
      return response.ok ? { response } : await failureOf(response, this.#clock, token);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw unreachable(error);
    }
  }
}

/** Where tokens come from may be as hard to reach as the hub: that passes, so it is told in the same way. */
async function had(token) {
  try {
    return await token;
  } catch (error) {
    throw unreachable(error);
  }
}

function withDelay({ error, retryAfter }) {
  Object.defineProperty(error, 'retryAfter', { value: retryAfter, enumerable: false });
  return error;
}
