import { HUB_EVENTS, createDecoder } from '../hub-events.js';
import { ask } from './ask.js';

const CLOSED = 2;
const FAILURES_BEFORE_ASKING = 2;

/**
 * The browser's own. It tells neither status codes nor comments nor `retry:`, and it would reconnect by itself: so it is
 * thrown away at its first error, and where a status may be behind that, one `fetch` finds it out.
 */
function connect(request, sink) {
  const source = new request.EventSource(request.url, { withCredentials: request.withCredentials });
  const decode = createDecoder(sink, request.dialect);
  const asking = new AbortController();
  const types = new Set(['message', ...(request.dialect === 'plain' ? [] : HUB_EVENTS), ...request.types]);
  types.delete('error');
  let opened = false;

  const onOpen = () => {
    opened = true;
    sink.opened();
  };
  const onEvent = (event) => {
    sink.heard();
    decode({ type: event.type, data: event.data, id: event.lastEventId });
  };
  const onError = (event) => {
    // An update of the type `error` arrives here as well.
    if (typeof event.data === 'string') {
      if (request.types.includes('error')) onEvent(event);
      return;
    }
    const status = source.readyState === CLOSED && !opened;
    release();
    if (status || (!opened && request.failures >= FAILURES_BEFORE_ASKING)) findOut();
    else sink.failed({ ended: opened });
  };
  const findOut = async () => sink.failed(await ask({ ...request, signal: asking.signal }, 'text/event-stream'));

  const release = () => {
    source.removeEventListener('open', onOpen);
    source.removeEventListener('error', onError);
    for (const type of types) source.removeEventListener(type, onEvent);
    source.close();
  };
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onError);
  for (const type of types) source.addEventListener(type, onEvent);

  return {
    close() {
      release();
      asking.abort();
    },
  };
}

export const eventsource = { name: 'eventsource', connect, openWithin: 10_000, helloWithin: 3_000 };
