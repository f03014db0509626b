/** What a request asks for. @return a test of a topic; undefined if it asks for nothing this kind of hub knows */
export function matcherOf(query, kind, base) {
  const tests = [];
  if (kind !== 'draft07') {
    for (const exact of query.getAll('match')) tests.push((topic) => exact === '*' || exact === topic);
    for (const pattern of query.getAll('match_urlpattern')) tests.push(patternTest(pattern, base));
  }
  if (kind === 'draft07') {
    for (const template of query.getAll('topic')) tests.push(templateTest(template));
  }
  return tests.length ? (topic) => tests.some((test) => test(topic)) : undefined;
}

const escape = (text) => text.replace(/[.?+^$()[\]{}|\\]/g, '\\$&');

export function patternTest(pattern, base) {
  const absolute = pattern.startsWith('/') ? new URL(base).origin + pattern : pattern;
  const source = escape(absolute).replace(/:([a-z]\w*)/gi, '[^/]+').replace(/\*/g, '.*');
  const expression = new RegExp(`^${source}$`);
  return (topic) => expression.test(topic.startsWith('/') ? new URL(base).origin + topic : topic);
}

function templateTest(template) {
  if (template === '*') return () => true;
  const expression = new RegExp(`^${template.split(/\{[^}]*\}/).map(escape).join('[^/]+')}$`);
  return (topic) => topic === template || expression.test(topic);
}

/** Enough of URLPattern for tests, where Node.js has none. */
export class FakeUrlPattern {
  #test;

  constructor(pattern, base) {
    if (pattern.includes('(')) throw new TypeError('Invalid pattern');
    this.#test = patternTest(pattern, base);
  }

  test(topic) {
    return this.#test(topic);
  }
}
