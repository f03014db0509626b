import { get } from '../core/api.js';
import { number } from '../core/format.js';
import { useLoaded } from '../core/query.js';
import { go } from '../core/router.js';
import { html } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading } from '../parts/notice.js';
import { Search } from '../parts/search.js';
import { Table } from '../parts/table.js';

const COLUMNS = [
  { id: 'key', title: 'Key', cell: ({ key }) => html`<code class="long">${key}</code>` },
  { id: 'value', title: 'Value', cell: ({ value }) => (value === '' ? html`<span class="muted">empty</span>` : html`<code class="long">${value}</code>`) },
  { id: 'origin', title: 'Origin', cell: ({ origin, source }) => html`<span class=${`tag ${origin === 'default' ? '' : 'info'}`}>${origin}</span> ${source && html`<small class="long">${source}</small>`}` },
];

/** What this node runs with, and who said so. */
export function Configuration({ query }) {
  const { q, changed } = query;
  const loaded = useLoaded('config', (signal) => get('/config', {}, { signal }));
  const { data } = loaded;
  const put = (some) => go('configuration', { ...query, ...some }, { replace: true });
  const part = q?.toLowerCase();
  const rows = data?.values.filter(({ key, value, origin, source = '' }) => (!changed || origin !== 'default') && (!part || `${key} ${value} ${source}`.toLowerCase().includes(part)));
  return html`
    <div class="title-row"><h1 tabindex="-1">Configuration</h1><${Fresh} loaded=${loaded} /></div>
    <div class="title-row">
      <${Search} label="Part of key or value" value=${q} onSearch=${(text) => put({ q: text })} />
      <label class="check"><input type="checkbox" role="switch" checked=${Boolean(changed)} onChange=${({ target }) => put({ changed: target.checked ? '1' : undefined })} /> Changed only</label>
    </div>
    <${FreshTrouble} loaded=${loaded} />
    ${data ? html`
      <p class="muted">Of node <b>${data.node}</b>; others may differ. ${number(rows.length)} of ${number(data.values.length)} keys. Secrets are blotted out.</p>
      <${Table} label="Configuration" columns=${COLUMNS} rows=${rows} rowKey=${({ key }) => key} empty=${changed && !part ? 'All is as by default.' : `No key matches${changed ? ' among those that were changed' : ''}.`} />` : loaded.busy && html`<${Loading} />`}`;
}
