import { createDecoder } from '../hub-events.js';
import { SseParser } from '../sse-parser.js';
import { readStream } from './body.js';

/** Server-sent events read by ourselves, which alone can carry a token in a header. */
function connect(request, sink) {
  const parser = new SseParser({
    onEvent: createDecoder(sink, request.dialect),
    onId: (id) => sink.moved(id),
    onRetry: (milliseconds) => sink.retry(milliseconds),
  });
  return readStream(request, sink, 'text/event-stream', (bytes) => parser.push(bytes));
}

export const fetchStream = { name: 'fetch', connect, openWithin: 10_000, helloWithin: 3_000 };
