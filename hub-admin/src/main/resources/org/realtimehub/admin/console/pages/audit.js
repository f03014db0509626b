import { get } from '../core/api.js';
import { useLoaded } from '../core/query.js';
import { go } from '../core/router.js';
import { session } from '../core/session.js';
import { html } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading } from '../parts/notice.js';
import { Permitted } from '../parts/permitted.js';
import { Search } from '../parts/search.js';
import { Table } from '../parts/table.js';
import { Ago } from '../parts/time.js';

const EVERY = 10_000;
const SHOWN = 200;

const COLUMNS = [
  { id: 'time', title: 'When', cell: ({ time }) => html`<${Ago} at=${time} />` },
  { id: 'who', title: 'Who', cell: ({ who }) => who },
  { id: 'address', title: 'From', cell: ({ address }) => address ?? '–' },
  { id: 'action', title: 'Did', cell: ({ action }) => html`<code>${action}</code>` },
  { id: 'target', title: 'To', cell: ({ target }) => (target ? html`<span class="long">${target}</span>` : '–') },
  { id: 'result', title: 'Result', cell: ({ result }) => html`<span class="long">${result}</span>` },
];

export const Audit = ({ query }) => html`
  <${Permitted} need="audit" to="see the audit list"><${Calls} query=${query} /><//>`;

/** Who changed something, or tried. */
function Calls({ query: { q } }) {
  const loaded = useLoaded('audit', (signal) => get('/audit', {}, { signal }), { every: EVERY });
  const { data } = loaded;
  const part = q?.toLowerCase();
  const matching = data?.calls.filter((call) => !part || Object.values(call).join(' ').toLowerCase().includes(part));
  return html`
    <div class="title-row"><h1 tabindex="-1">Audit</h1><${Fresh} loaded=${loaded} /></div>
    <${Search} label="Part of who, what, or result" value=${q} onSearch=${(text) => go('audit', { q: text }, { replace: true })} />
    <${FreshTrouble} loaded=${loaded} />
    ${data ? html`
      <p class="muted">The last calls to node <b>${session.get().who.node}</b> that changed something or were refused; other nodes keep their own. All are in the log of the process.</p>
      <${Table} label="Audit" columns=${COLUMNS} rows=${matching.slice(0, SHOWN)} rowKey=${(call) => Object.values(call).join(' ')} empty=${part ? `None of the last ${data.calls.length} calls contains “${q}”.` : 'Nobody changed anything through this node since it started.'} />` : loaded.busy && html`<${Loading} />`}`;
}
