import { HUB_EVENTS, takeUpdate } from '../hub-events.js';
import { Lines } from '../lines.js';
import { report } from '../report.js';
import { readStream } from './body.js';
import { head } from './head.js';

/** A line of JSON per update, for what stands between and does not let event streams through. */
function connect(request, sink) {
  const decoder = new TextDecoder('utf-8');
  const lines = new Lines();
  const onLine = (line) => {
    if (line === '') return;
    let told;
    try {
      told = JSON.parse(line);
    } catch (error) {
      report(error);
      return;
    }
    if (HUB_EVENTS.includes(told.type) && typeof told.data === 'object') {
      if (told.id) sink.moved(told.id);
      sink.told(told.type, told.data);
    } else {
      takeUpdate(sink, told);
    }
  };
  // These streams do not name the place where they begin; without it, what is published while one is cut would be lost.
  const before = async (own) => {
    if (request.position !== undefined) return request.url;
    const { position } = await head(own);
    if (position === undefined) return request.url;
    sink.moved(position);
    return request.urlAt(position);
  };
  return readStream(
    request,
    sink,
    'application/x-ndjson',
    (bytes) => lines.push(decoder.decode(bytes, { stream: true }), onLine),
    before,
  );
}

export const ndjson = { name: 'ndjson', connect, openWithin: 10_000, helloWithin: 3_000 };
