/**
 * A little of Markdown as elements: bold, italic, code, links. No markup is ever read, so what strangers write can be nothing
 * else. Every pattern is bounded, and so is the text: no message holds up the page.
 */

const LONGEST = 10_000;

const PATTERNS = [
  [/`([^`\n]{1,1000})`/y, (code) => wrap('code', document.createTextNode(code))],
  [/\*\*(?=\S)([^\n]{1,1000}?)\*\*/y, (text) => wrap('strong', render(text))],
  [/\*(?=[^\s*])([^*\n]{1,1000})\*/y, (text) => wrap('em', render(text))],
  [/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]{1,1000})_(?![\p{L}\p{N}_])/uy, (text) => wrap('em', render(text))],
  [/\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s()<>]{1,2000})\)/iy, (text, url) => link(text, url)],
  [/(?<![\p{L}\p{N}])(https?:\/\/[^\s<>"'`)\]]{0,2000}[^\s<>"'`)\].,;:!?*_])/iuy, (url) => link(url, url)],
];

const BEGINS = /[`*_[h]/gi;

/** @return a DocumentFragment */
export function render(text) {
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const fragment = document.createDocumentFragment();
  let plain = 0;
  BEGINS.lastIndex = 0;
  for (let place = next(whole, 0); place >= 0; place = next(whole, place)) {
    const found = match(whole, place);
    if (!found) {
      place += 1;
      continue;
    }
    fragment.append(whole.slice(plain, place), found.element);
    place = plain = found.end;
  }
  fragment.append(whole.slice(plain));
  return fragment;
}

function next(text, from) {
  BEGINS.lastIndex = from;
  return BEGINS.exec(text)?.index ?? -1;
}

function match(text, place) {
  for (const [pattern, create] of PATTERNS) {
    pattern.lastIndex = place;
    const found = pattern.exec(text);
    const end = pattern.lastIndex;
    const element = found && create(...found.slice(1));
    if (element) return { element, end };
  }
  return undefined;
}

function wrap(tag, content) {
  const element = document.createElement(tag);
  element.append(content);
  return element;
}

/** Undefined when it is no address of the web. */
function link(text, address) {
  if (!URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const element = wrap('a', text);
  element.href = href;
  element.target = '_blank';
  element.rel = 'noopener noreferrer nofollow';
  return element;
}
