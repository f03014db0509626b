import { number, plural } from '../core/format.js';
import { href } from '../core/router.js';
import { html } from '../core/ui.js';
import { Ending } from './ending.js';

const KINDS = { exact: 'exact', urlpattern: 'URL pattern', uritemplate: 'URI template' };
export const kindOf = (type) => KINDS[type] ?? type;

/** In a row of a table: the first, and how many more. */
export const Matchers = ({ matchers }) => {
  if (matchers.length === 0) return html`<span class="muted">none</span>`;
  const all = matchers.map(({ type, value }) => `${value} (${kindOf(type)})`).join('\n');
  return html`<span class="whole" title=${all}><${Ending} text=${matchers[0].value} />${matchers.length > 1 && html` <span class="muted whole" aria-label=${`and ${plural(matchers.length - 1, 'other')}`}>+${number(matchers.length - 1)}</span>`}</span>`;
};

export const MatcherList = ({ matchers, none }) => (matchers?.length ? html`
  <ul class="plain">
    ${matchers.map(({ type, value }) => html`<li key=${type + value}>${type === 'exact' ? html`<a href=${href('topic', { topic: value })}><code>${value}</code></a>` : html`<code>${value}</code>`} <span class="muted">${kindOf(type)}</span></li>`)}
  </ul>` : html`<p class="muted">${none}</p>`);
