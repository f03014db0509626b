/** Tells of an error of the application's own code, which must not disturb anybody else's. */
export function report(error) {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  else console.error(error);
}

/** Calls code of the application; neither what it throws nor a promise it rejects gets out. */
export function callSafely(callback, ...values) {
  try {
    const result = callback(...values);
    if (typeof result?.then === 'function') result.then(undefined, report);
  } catch (error) {
    report(error);
  }
}
