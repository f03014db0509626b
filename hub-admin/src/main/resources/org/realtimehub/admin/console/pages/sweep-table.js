import { duration, limit, number, short } from '../core/format.js';
import { go } from '../core/router.js';
import { html } from '../core/ui.js';
import { Table } from '../parts/table.js';
import { Ago } from '../parts/time.js';
import { LIMITS, REASONS, closedBy } from './sweep-limits.js';

const SHOWN = 50;

const limitsOf = ({ limits }) => LIMITS.map(({ name, title }) => `${title.toLowerCase()} ${limit(limits[name])}`).join(', ');

const COLUMNS = [
  { id: 'started', title: 'Started', cell: ({ started }) => html`<${Ago} at=${started} />` },
  { id: 'node', title: 'Node', cell: ({ node }) => html`<span class="one-line narrow" title=${node}>${short(node)}</span>` },
  { id: 'trigger', title: 'By', cell: (sweep) => html`<span title=${limitsOf(sweep)}>${sweep.trigger}</span>${sweep.dry_run && html` <span class="tag">dry run</span>`}` },
  { id: 'looked', title: 'Looked at', numeric: true, cell: ({ looked }) => number(looked) },
  ...REASONS.map(({ name, title }) => ({ id: name, title, numeric: true, cell: ({ [name]: count }) => (count ? html`<b>${number(count)}</b>` : html`<span class="muted">0</span>`) })),
  { id: 'took', title: 'Took', numeric: true, cell: (sweep) => duration(sweep.duration) },
];

/** The last sweeps of all nodes. Most close nothing, so these can be left out. */
export function Sweeps({ sweeps, query }) {
  const { node, found, all } = query;
  const nodes = [...new Set(sweeps.map((sweep) => sweep.node))].sort();
  const put = (some) => go('sweep', { ...query, ...some }, { replace: true });
  const matching = sweeps.filter((sweep) => (!node || sweep.node === node) && (!found || closedBy(sweep) > 0));
  const rows = all ? matching : matching.slice(0, SHOWN);
  return html`
    <section aria-label="Last sweeps">
      <div class="title-row">
        <h2>Last sweeps</h2>
        <label class="sorting"><span>Node</span>
          <select value=${node ?? ''} onChange=${({ target }) => put({ node: target.value })}><option value="">all</option>${nodes.map((id) => html`<option key=${id} value=${id}>${id}</option>`)}</select>
        </label>
        <label class="check"><input type="checkbox" role="switch" checked=${Boolean(found)} onChange=${({ target }) => put({ found: target.checked ? '1' : undefined })} /> Only those that found something</label>
      </div>
      <${Table} label="Last sweeps" columns=${COLUMNS} rows=${rows} rowKey=${(sweep) => `${sweep.node} ${sweep.started} ${sweep.trigger} ${sweep.dry_run}`}
        empty=${sweeps.length ? `None of the last ${number(sweeps.length)} sweeps found something to close${node ? ` on ${node}` : ''}.` : 'No sweep has run yet since the nodes started.'} />
      ${rows.length < matching.length && html`<p><button type="button" class="secondary small" onClick=${() => put({ all: '1' })}>Show all ${number(matching.length)}</button></p>`}
    </section>`;
}
