import { aborted } from './errors.js';

/** Calls back when the signal aborts, at once if it has. @return how to stop listening */
export function onAbort(signal, callback) {
  if (!signal) return () => {};
  if (signal.aborted) {
    callback();
    return () => {};
  }
  signal.addEventListener('abort', callback, { once: true });
  return () => signal.removeEventListener('abort', callback);
}

/** One signal that follows several. `release` frees the listeners. */
export function anySignal(...signals) {
  const joined = new AbortController();
  const unbind = signals.map((signal) => onAbort(signal, () => joined.abort(aborted(signal))));
  return { signal: joined.signal, release: () => unbind.forEach((stop) => stop()) };
}

/** Waits, unless the signal aborts first. */
export function pause(clock, ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      unbind();
      resolve();
    }, ms);
    const unbind = onAbort(signal, () => {
      clock.clearTimeout(timer);
      reject(aborted(signal));
    });
  });
}
