const LONGEST = 2 ** 31 - 1;

/** All that the client knows of time and chance; tests bring their own. */
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => globalThis.setTimeout(callback, Math.min(ms, LONGEST)),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
  random: () => Math.random(),
};
