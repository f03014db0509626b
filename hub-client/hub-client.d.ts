/** A client of a Mercure hub for browsers (and Node.js 18+ with fetch), without dependencies. */

/** What is subscribed to: a topic, `*` for all, or a pattern in the syntax of URLPattern. */
export type Matcher = string | { exact: string } | { pattern: string };

export interface Update {
  /** Id of the update; a cursor. */
  readonly id: string;
  /** Event type, `message` when the publisher gave none. */
  readonly type: string;
  /** As it was published. */
  readonly data: string;
  /** Its topics, where the hub tells them (with the envelope extension); else undefined. */
  readonly topics?: readonly string[];
  /** `data` parsed as JSON; throws SyntaxError when it is none. Parsed once. */
  json<T = unknown>(): T;
}

/** How the connection is; see `HubClient.state`. */
export type State =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting'; readonly attempt: number }
  | { readonly status: 'live'; readonly transport: Transport; readonly connectionId?: string }
  /** Connected, and what was missed is on its way. */
  | { readonly status: 'catching-up'; readonly transport: Transport; readonly connectionId?: string }
  | { readonly status: 'waiting'; readonly retryAt: number; readonly reason: Error }
  | { readonly status: 'offline' }
  /** Another tab holds the connection; `status` of that is in `leader`. */
  | { readonly status: 'following'; readonly leader: 'connecting' | 'live' | 'catching-up' | 'waiting' | 'offline' }
  | { readonly status: 'closed'; readonly reason?: Error };

export type Transport = 'eventsource' | 'fetch' | 'ndjson' | 'poll';

/** A value that can be watched. The watcher is called at once and on each change; returns how to stop. */
export interface Observable<T> {
  readonly value: T;
  watch(watcher: (value: T) => void, options?: { signal?: AbortSignal }): () => void;
}

export interface Options {
  /**
   * A JWT, or what gets one: called before the first connection, and again with the refusal after 401 or 403. Without a token,
   * cookies authorize (`withCredentials`). With one, `fetch` carries it in the Authorization header.
   */
  token?: string | ((refusal?: HubError) => string | Promise<string>);
  /** Send cookies to another origin. Default false; same-origin always sends them. */
  withCredentials?: boolean;
  /** Which to try, in this order. Default: eventsource (fetch when there is a token), ndjson, poll. */
  transports?: readonly Transport[];
  /** Tabs of one origin share one connection (Web Locks, BroadcastChannel). Default false. */
  shared?: boolean;
  /**
   * Milliseconds of silence, heartbeats included, after which the stream counts as dead. Default: 2.5 of the hub's heartbeats, where
   * it tells them, else 60000; 0 for never. EventSource does not show heartbeats: there the default is 300000,
   * unless the hub sends them as events.
   */
  watchdog?: number;
  /** Longest wait between attempts, in milliseconds. Default 30000. What the hub asks for (`retry:`, Retry-After) comes on top. */
  maxBackoff?: number;
  /**
   * Where to begin: an id, `earliest`, or undefined for what comes from now on. Counts for the subscriptions that are made before
   * the first connection stands.
   */
  lastEventId?: string;
  /** Whether the hub has this hub's extensions. Default `auto`: asks, and goes without. `true` also lets `publish` try again at once. */
  extensions?: 'auto' | boolean;
  /** Of the ids of updates, how many are remembered to suppress repeats. Default 1000. */
  remembered?: number;
  /** Another fetch, EventSource, or clock, for tests. */
  fetch?: typeof fetch;
  EventSource?: typeof EventSource;
  clock?: Clock;
}

/** Time and chance, for tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** From 0, below 1. */
  random(): number;
}

export interface SubscribeOptions {
  /** Ends the subscription. */
  signal?: AbortSignal;
  /** Only these event types. With hubs that do not tell types (plain EventSource) they must be named to be received. */
  types?: readonly string[];
}

/**
 * As an iterable: updates from the moment the loop begins. Leaving the loop closes the subscription, unless a handler or another
 * loop listens to it. A loop that is 10,000 updates behind gets a HubError. It ends when the client closes, and throws why if the
 * client gave up.
 */
export interface Subscription extends AsyncIterable<Update> {
  /** Resolves when the hub delivers what is published from now on; rejects when the client or the subscription closes first. */
  readonly ready: Promise<void>;
  readonly closed: boolean;
  close(): void;
}

export interface PublishOptions {
  private?: boolean;
  id?: string;
  type?: string;
  retry?: number;
  /** Seconds (extension). */
  ttl?: number;
  /** Delivered to who is connected, never replayed (extension). */
  ephemeral?: boolean;
  /**
   * Published once, however often it is tried (extension). Made up by the client unless given, so that it may try again after 503
   * and lost answers, where the hub is known to understand it: after the first connection, with `extensions: true`, or when given.
   */
  idempotencyKey?: string;
  /** Everyone but this client. Also with hubs without the extension, and with `shared` for the other tabs: this client recognizes its id. */
  others?: boolean;
  /** Seconds until it is delivered (extension). */
  delay?: number;
  signal?: AbortSignal;
}

export interface Page {
  /** Oldest first. */
  readonly updates: readonly Update[];
  /** Where the next older page ends, undefined when there is none. */
  readonly before?: string;
  /** What was before is lost: the hub no longer keeps the update at which this page was to end. */
  readonly gap: boolean;
}

export interface Member<P = unknown> {
  /** `urn:uuid:` and the connection's id. */
  readonly subscriber: string;
  /** From the `mercure.payload` of its token. */
  readonly payload: P;
}

export interface Presence<P = unknown> extends Observable<readonly Member<P>[]> {
  /** Resolves when the list has been read; rejects when the hub refuses it, which also closes it and is reported. */
  readonly ready: Promise<void>;
  readonly closed: boolean;
  close(): void;
}

/** What the hub refused, or why it cannot be reached. Never has the token in it. */
export class HubError extends Error {
  constructor(message: string, details?: { status?: number; type?: string; cause?: unknown });
  /** HTTP status, 0 when there was no answer. */
  readonly status: number;
  /** `type` of the problem (RFC 9457), where it was told. */
  readonly type?: string;
}

/**
 * An id that nobody else makes, for an update or an idempotency key: `urn:uuid:` and a random UUID (RFC 9562). Also on pages of plain
 * HTTP, where `crypto.randomUUID` is missing.
 */
export function uniqueId(): string;

export class HubClient extends EventTarget {
  /** @param url of the hub, `https://hub.example/.well-known/mercure`; with credentials in it, a TypeError */
  constructor(url: string | URL, options?: Options);
  readonly state: Observable<State>;
  /** Id of this connection at the hub, while there is one and the hub tells it. */
  readonly connectionId: string | undefined;
  /** Position: id of the last update, or a token. Give it to `lastEventId` later. With hubs without envelopes, that of the subscription that got something last. */
  readonly lastEventId: string | undefined;
  /** Adds topics to the one connection. The handler is called in order; what it throws is reported (`reportError`) and does not stop others. */
  subscribe(matchers: Matcher | readonly Matcher[], handler?: (update: Update) => void, options?: SubscribeOptions): Subscription;
  /** @return the id of the update */
  publish(topics: string | readonly string[], data: string | object, options?: PublishOptions): Promise<string>;
  /** What is retained before a position, or the newest (extension). */
  history(matchers: Matcher | readonly Matcher[], options?: { before?: string; limit?: number; signal?: AbortSignal }): Promise<Page>;
  /** How many retained updates match after a position (extension). At most about 10000 are counted. */
  unread(matchers: Matcher | readonly Matcher[], after: string, options?: { signal?: AbortSignal }): Promise<number>;
  /** Who is subscribed to a topic now, and from now on. Needs a token that may read the hub's subscriptions. Ends with the client. */
  presence<P = unknown>(matcher: Matcher, options?: { signal?: AbortSignal }): Presence<P>;
  /** Tries now, if the connection waits before its next attempt, as when somebody presses a button; else nothing happens. */
  reconnect(): void;
  /** Frees everything. The client cannot be used again. */
  close(): void;
  addEventListener(type: 'gap', listener: (event: CustomEvent<{ continuesFrom?: string }>) => void, options?: AddEventListenerOptions | boolean): void;
  /** The client gave up for good: 204, 401 or 403 after a new token, or a wrong request, as 404 at the first connection. */
  addEventListener(type: 'end', listener: (event: CustomEvent<{ reason?: Error }>) => void, options?: AddEventListenerOptions | boolean): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: AddEventListenerOptions | boolean): void;
  removeEventListener(type: 'gap', listener: (event: CustomEvent<{ continuesFrom?: string }>) => void, options?: EventListenerOptions | boolean): void;
  removeEventListener(type: 'end', listener: (event: CustomEvent<{ reason?: Error }>) => void, options?: EventListenerOptions | boolean): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: EventListenerOptions | boolean): void;
}
