import { unreachable } from '../answer.js';
import { takeUpdate } from '../hub-events.js';
import { below, withMatchers } from '../request.js';
import { get } from './ask.js';
import { head } from './head.js';

const LONGEST_POLL = 30_000;

/**
 * One answer after the other, for what lets no stream through. The history tells what was missed and where that ends, so
 * that a poll knows replayed updates from new ones as streams do.
 */
function connect(request, sink) {
  const abort = new AbortController();
  const own = { ...request, signal: abort.signal };
  run(own, sink).catch((error) => sink.failed({ error: unreachable(error) }));
  return { close: () => abort.abort() };
}

async function run(request, sink) {
  await undefined; // a transport tells nothing before it has returned
  const { position: from } = request;
  // Hubs that tell where their log ends put topics into envelopes as well; older ones do neither, and a poll does not say so.
  const end = from === undefined || !request.hubIsKnown ? await head(request) : {};
  const envelope = request.hubIsKnown ? request.dialect === 'extended' : end.position !== undefined;
  const greet = (live, connection) => sink.told('hub-hello', { connection, heartbeat: LONGEST_POLL, envelope, live });
  let position = from ?? end.position;
  sink.opened();
  if (!request.hubIsKnown && end.isOurs && !envelope) greet(true);
  if (from !== undefined) {
    position = await catchUp(request, sink, from, greet);
    if (position === undefined) return;
    sink.told('hub-live', {});
  } else if (position !== undefined) {
    sink.moved(position);
    greet(true);
  }
  let greeted = position !== undefined;
  while (!request.signal.aborted) {
    const page = await read(request, sink, request.urlAt(position));
    if (!page) return;
    if (!greeted) greet(true, page.connection);
    greeted = true;
    position = deliver(page, sink) ?? position;
  }
}

/** @return the position where what was missed ends, undefined after a failure */
async function catchUp(request, sink, from, greet) {
  let position = from;
  for (let greeted = false; ; greeted = true) {
    const url = withMatchers(below(request.hub, 'history'), request.matchers);
    url.searchParams.set('last_event_id', position);
    url.searchParams.set('envelope', '1');
    const { response, ...failure } = await get(request, url.href, 'application/json');
    const hasNone = failure.status === 404; // then the polls replay what was missed
    const page = response ? await json(response, sink) : hasNone || sink.failed(failure);
    if (!page) return undefined;
    if (!greeted) greet(false);
    if (hasNone) return position;
    position = deliver(page, sink) ?? position;
    if (!page.more) return position;
  }
}

async function read(request, sink, url) {
  const { response, ...failure } = await get(request, url, 'application/json');
  if (response) return json(response, sink);
  sink.failed(failure);
  return undefined;
}

async function json(response, sink) {
  const page = await response.json();
  if (Array.isArray(page?.updates)) return page;
  sink.failed({ undelivered: true });
  return undefined;
}

/** @return where to go on */
function deliver(page, sink) {
  sink.heard();
  if (page.gap) sink.told('hub-gap', page.gap === true ? {} : page.gap);
  for (const update of page.updates) takeUpdate(sink, update);
  if (page.last_event_id) sink.moved(page.last_event_id);
  return page.last_event_id;
}

export const poll = { name: 'poll', connect, openWithin: LONGEST_POLL, helloWithin: LONGEST_POLL + 15_000 };
