/**
 * What an application asks for, as the client handles it: `{exact}` or `{pattern}`. A list of them is sorted and free of
 * repeats, so that equal wishes have equal keys.
 */
export function normalize(matchers) {
  const list = Array.isArray(matchers) ? matchers : [matchers];
  if (list.length === 0) throw new TypeError('No topic was given');
  return union(list.map(one));
}

function one(matcher) {
  if (typeof matcher === 'string' && matcher) return { exact: matcher };
  if (typeof matcher?.exact === 'string' && matcher.exact) return { exact: matcher.exact };
  if (typeof matcher?.pattern === 'string' && matcher.pattern) {
    return matcher.pattern === '*' ? { exact: '*' } : { pattern: matcher.pattern };
  }
  throw new TypeError('A matcher is a topic, {exact: topic} or {pattern: URL pattern}, and not empty');
}

export function union(...lists) {
  const byKey = new Map(lists.flat().map((matcher) => [keyOf(matcher), matcher]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key));
}

export const keyOf = (matchers) => JSON.stringify(matchers);

/** Whether all of the first are among the second. */
export function covered(matchers, by) {
  const keys = new Set(by.map(keyOf));
  return matchers.every((matcher) => keys.has(keyOf(matcher)));
}

/**
 * A test whether one of an update's topics is asked for.
 *
 * @param base the hub's URL, to which relative patterns and topics are resolved, as the hub does
 * @return undefined where this browser cannot tell, because it has no URLPattern
 * @throws TypeError the pattern is none
 */
export function createTest(matchers, base) {
  const topics = new Set(matchers.filter(({ exact }) => exact).map(({ exact }) => exact));
  if (topics.has('*')) return () => true;
  const sources = matchers.filter(({ pattern }) => pattern).map(({ pattern }) => pattern);
  if (sources.length && typeof globalThis.URLPattern !== 'function') return undefined;
  const patterns = sources.map((source) => new globalThis.URLPattern(source, base));
  return (told) => told.some((topic) => topics.has(topic) || patterns.some((pattern) => fits(pattern, topic, base)));
}

function fits(pattern, topic, base) {
  try {
    return pattern.test(topic, base);
  } catch {
    return false; // no URL, thus of no pattern
  }
}

const SEGMENT_ONLY = /^(?:[^:*?+(){}\\]|:\/\/|:\d+(?=\/|$)|:[A-Za-z_]\w*(?![\w?*+(]))*$/;

/** The URI template that selects the same, for hubs that know only these; undefined where there is none. */
export function templateOf(pattern) {
  if (!SEGMENT_ONLY.test(pattern)) return undefined;
  return pattern.replace(/:([A-Za-z_]\w*)/g, '{$1}');
}
