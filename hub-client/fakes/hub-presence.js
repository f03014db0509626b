/** Who is subscribed at the fake hub, told on request and by events, once a test switches it on. */
export class FakePresence {
  enabled = false;
  /** Answers given instead, one each. */
  scripted = [];
  #hub;

  constructor(hub) {
    this.#hub = hub;
  }

  joined(stream) {
    this.#announce(stream, true);
  }

  left(stream) {
    this.#announce(stream, false);
  }

  #announce(stream, active) {
    if (!this.enabled || stream.format === 'poll') return;
    for (const subscription of this.#subscriptionsOf(stream, active)) {
      this.#hub.publish(subscription.id, JSON.stringify(subscription), { type: 'mercure' });
    }
  }

  #subscriptionsOf({ query, id, payload }, active) {
    return [...query]
      .filter(([name]) => name === 'match' || name === 'match_urlpattern')
      .map(([name, match]) => describe(name === 'match' ? 'exact' : 'urlpattern', match, id, active, payload));
  }

  answer(path, response) {
    const script = this.scripted.shift();
    if (script) {
      response.writeHead(script.status, script.headers ?? {});
      response.end();
      return;
    }
    const subscriptions = [...this.#hub.streams]
      .flatMap((stream) => this.#subscriptionsOf(stream, true))
      .filter(({ id }) => id.startsWith(`${path}/`));
    response.writeHead(subscriptions.length ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ id: path, type: 'subscriptions', subscriptions }));
  }
}

export function describe(match_type, match, connection, active, payload) {
  const subscriber = `urn:uuid:${connection}`;
  const id = `/.well-known/mercure/subscriptions/${match_type}/${encode(match)}/${encode(subscriber)}`;
  return { id, type: 'subscription', match_type, match, subscriber, active, payload };
}

const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
