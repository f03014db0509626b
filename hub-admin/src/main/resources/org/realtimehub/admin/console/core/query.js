import { isLost, live } from './live.js';
import { useStore } from './store.js';
import { useCallback, useEffect, useRef, useState } from './ui.js';

const MOST_WAIT = 60_000;

/**
 * Loads what a part shows, again when `key` changes, when the node is back, and `every` milliseconds after the answer before, while
 * the page is looked at. What was loaded stays, with the time it is from, while the next is on its way or cannot be had.
 *
 * @param load gets an AbortSignal
 * @return {data, at, problem, busy, refresh}; `data` of another key is marked by `other`
 */
export function useLoaded(key, load, { every = 0 } = {}) {
  const [result, setResult] = useState({ busy: true });
  const [asked, setAsked] = useState(0);
  const returns = useStore(live, (state) => state.returns);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    const abort = new AbortController();
    let timer;
    let failures = 0;
    const run = async () => {
      if (document.hidden || (isLost(live.get()) && failures)) {
        timer = setTimeout(run, Math.max(every, 1000));
        return;
      }
      try {
        const data = await latest.current(abort.signal);
        if (abort.signal.aborted) return;
        failures = 0;
        setResult({ data, key, at: new Date(), busy: false });
      } catch (problem) {
        if (abort.signal.aborted) return;
        failures++;
        setResult((before) => ({ ...before, problem, busy: false }));
      }
      if (every) timer = setTimeout(run, Math.min(MOST_WAIT, every * 2 ** failures));
    };
    setResult((before) => ({ ...before, busy: true, problem: before.key === key ? before.problem : undefined }));
    run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, asked, returns, every]);

  const refresh = useCallback(() => setAsked((count) => count + 1), []);
  return { ...result, other: result.data !== undefined && result.key !== key, refresh };
}
