/** A CustomEvent, also where the platform has none (Node.js 18). */
export function hubEvent(type, detail) {
  if (typeof globalThis.CustomEvent === 'function') return new CustomEvent(type, { detail });
  return Object.assign(new Event(type), { detail });
}
