import { HubClient, uniqueId } from '/client/hub-client.js';

export { uniqueId };

/** The hub is where this page comes from, so that the page also works behind a proxy. */
const HUB = new URL(new URL(document.querySelector('meta[name=hub]').content).pathname, location.href);

const DEMO = 'https://example.com/demo/';

export const topics = {
  /** What is written in a room. */
  room: (room) => `${DEMO}rooms/${room}`,
  /** Whoever has a room open is subscribed to this; who types says so here. */
  here: (room) => `${DEMO}rooms/${room}/here`,
  notifications: (name) => `${DEMO}users/${encodeURIComponent(name)}/notifications`,
};

export const connect = (session, options) => new HubClient(HUB, { token: (refusal) => session.token(refusal), ...options });

/** A time as others told it: any number may come. */
export const validTime = (at) => Number.isFinite(at) && Math.abs(at) < 8e15;

/** What an update says, or undefined: anybody may have written it. */
export function read(update) {
  try {
    const told = update.json();
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    return undefined;
  }
}
