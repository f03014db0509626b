import { plural } from '../core/format.js';
import { go } from '../core/router.js';
import { html, useRef } from '../core/ui.js';

/**
 * Pages of a list that is known by cursors only. The cursor is in the URL; the ways back are those that were gone here.
 *
 * @param nouns the plural, where it is not `noun` and an s
 */
export function Pager({ label, path, query, next, count, noun, nouns, words = ['First page', 'Previous page', 'Next page'] }) {
  const back = useRef(new Map());
  const { cursor } = query;
  const move = (to, remember) => {
    if (remember) back.current.set(to, cursor);
    go(path, { ...query, cursor: to });
    document.querySelector('main .table-frame, main h1')?.scrollIntoView({ block: 'nearest' });
  };
  return html`
    <nav class="pager" aria-label=${label}>
      <span class="muted">${plural(count, noun, nouns)} on this page${next ? ', more follow' : cursor ? ', the last page' : ''}</span>
      ${cursor && html`<button type="button" class="secondary small" onClick=${() => move(undefined)}>${words[0]}</button>`}
      ${cursor && back.current.has(cursor) && html`<button type="button" class="secondary small" onClick=${() => move(back.current.get(cursor))}>${words[1]}</button>`}
      <button type="button" class="secondary small" disabled=${!next} onClick=${() => move(next, true)}>${words[2]}</button>
    </nav>`;
}
