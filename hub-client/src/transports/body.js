import { unreachable } from '../answer.js';
import { get } from './ask.js';

/** Reads a body that does not end, piece by piece, and tells how it ended. */
export function readStream(request, sink, accept, onBytes, before = async () => request.url) {
  const abort = new AbortController();
  const run = async () => {
    const own = { ...request, signal: abort.signal };
    const { response, ...failure } = await get(own, await before(own), accept);
    if (!response) {
      sink.failed(failure);
      return;
    }
    sink.opened(response.headers);
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      sink.heard();
      onBytes(read.value);
    }
    sink.failed({ ended: true });
  };
  run().catch((error) => sink.failed({ error: unreachable(error) }));
  return { close: () => abort.abort() };
}
