import { typedDuration } from '../core/format.js';
import { live } from '../core/live.js';
import { go } from '../core/router.js';
import { useStore } from '../core/store.js';
import { html, useState } from '../core/ui.js';
import { DurationField, Field } from '../parts/field.js';
import { SORTS } from './connection-columns.js';

export const FILTERS = ['node', 'subject', 'topic', 'address', 'min_age', 'max_age', 'min_idle', 'min_lag', 'min_waiting'];
const RARE = ['min_age', 'max_age', 'min_idle', 'min_lag', 'min_waiting'];
const NUMBERS = new Set(RARE);

/** What of the URL chooses connections, as the body of a close has it. */
export const filterOf = (query) => Object.fromEntries(FILTERS.filter((name) => query[name] !== undefined).map((name) => [name, NUMBERS.has(name) ? Number(query[name]) : query[name]]));

const WORDS = {
  node: (value) => `on node ${value}`,
  subject: (value) => `of subject ${value}`,
  topic: (value) => `that receive ${value}`,
  address: (value) => `from ${value}`,
  min_age: (value) => `open for at least ${typedDuration(value)}`,
  max_age: (value) => `open for at most ${typedDuration(value)}`,
  min_idle: (value) => `idle for at least ${typedDuration(value)}`,
  min_lag: (value) => `at least ${value} updates behind`,
  min_waiting: (value) => `with at least ${value} bytes waiting`,
};

export const inWords = (filter) => Object.entries(filter).map(([name, value]) => WORDS[name](value)).join(', ');

/** @param ask called with what is to change in the URL */
export function Filters({ query, ask, sort }) {
  const [draft, setDraft] = useState(filterOf(query));
  const [id, setId] = useState('');
  const nodes = useStore(live, ({ cluster }) => cluster?.nodes.map((node) => node.id).join('\n') ?? '');
  const put = (name) => (value) => setDraft((before) => ({ ...before, [name]: value === '' ? undefined : value }));
  const text = (name) => ({ value: draft[name] ?? '', onValue: put(name) });
  const submit = (event) => {
    event.preventDefault();
    if (id.trim()) go('connection', { id: id.trim() });
    else ask(Object.fromEntries(FILTERS.map((name) => [name, typeof draft[name] === 'string' ? draft[name].trim() : draft[name]])));
  };
  const known = nodes ? nodes.split('\n') : [];
  if (draft.node && !known.includes(draft.node)) known.push(draft.node);
  return html`
    <form class="filters" role="search" aria-label="Find connections" onSubmit=${submit}>
      <div class="fields">
        <${Field} label="Subject" data-search maxlength="1024" ...${text('subject')} />
        <${Field} label="Topic or matcher" maxlength="4096" ...${text('topic')} />
        <${Field} label="Address" maxlength="64" ...${text('address')} />
        <${Field} label="Node">
          <select value=${draft.node ?? ''} onChange=${({ target }) => { put('node')(target.value); ask({ node: target.value || undefined }); }}>
            <option value="">all</option>
            ${known.map((node) => html`<option key=${node} value=${node}>${node}</option>`)}
          </select>
        <//>
        <${Field} label="Connection id" maxlength="64" value=${id} onValue=${setId} placeholder="opens its page" />
      </div>
      <details open=${RARE.some((name) => query[name] !== undefined) || undefined}>
        <summary>Age, idle, lag</summary>
        <div class="fields">
          <${DurationField} label="Open for at least" seconds=${draft.min_age} onSeconds=${put('min_age')} />
          <${DurationField} label="Open for at most" seconds=${draft.max_age} onSeconds=${put('max_age')} />
          <${DurationField} label="Idle for at least" seconds=${draft.min_idle} onSeconds=${put('min_idle')} />
          <${Field} label="Updates behind, at least" type="number" min="0" step="1" ...${text('min_lag')} />
          <${Field} label="Bytes waiting, at least" type="number" min="0" step="1" ...${text('min_waiting')} />
        </div>
      </details>
      <div class="buttons">
        <button type="submit" class="small">Find</button>
        ${Object.keys(filterOf(query)).length > 0 && html`<button type="button" class="secondary small" onClick=${() => ask(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}>Clear filters</button>`}
        <label class="sorting"><span>Sort by</span>
          <select value=${sort.by} onChange=${({ target }) => ask({ sort: target.value })}>
            ${SORTS.map(({ sort: name, title }) => html`<option key=${name} value=${name}>${title}</option>`)}
          </select>
        </label>
        <label class="sorting"><span class="unseen">Order</span>
          <select value=${sort.desc ? 'desc' : 'asc'} onChange=${({ target }) => ask({ order: target.value })}>
            <option value="asc">ascending</option>
            <option value="desc">descending</option>
          </select>
        </label>
        <label class="sorting"><span>Rows</span>
          <select value=${query.limit ?? '50'} onChange=${({ target }) => ask({ limit: target.value })}>
            ${['50', '100', '200', '500'].map((count) => html`<option key=${count} value=${count}>${count}</option>`)}
          </select>
        </label>
      </div>
    </form>`;
}
