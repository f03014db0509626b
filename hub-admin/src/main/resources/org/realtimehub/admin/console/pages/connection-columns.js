import { bytes, duration, number, short } from '../core/format.js';
import { href } from '../core/router.js';
import { html } from '../core/ui.js';
import { Ending } from '../parts/ending.js';
import { Matchers } from '../parts/matchers.js';
import { Ago } from '../parts/time.js';

export const COLUMNS = [
  { id: 'id', title: 'Connection', sort: 'id', cell: ({ id }) => html`<a href=${href('connection', { id })} title=${id} aria-label=${`Connection ${id}`}><code>${short(id)}</code></a>` },
  { id: 'subject', title: 'Subject', sort: 'subject', cell: ({ subject }) => (subject ? html`<a href=${href('connections', { subject })} title=${`${subject}: show only this subject`}><${Ending} text=${subject} /></a>` : html`<span class="muted">anonymous</span>`) },
  { id: 'address', title: 'Address', sort: 'address', cell: ({ address }) => html`<a class="whole" href=${href('connections', { address })} title="Show only this address">${address}</a>` },
  { id: 'node', title: 'Node', cell: ({ node }) => html`<span class="one-line narrow" title=${node}>${short(node)}</span>` },
  { id: 'opened', title: 'Opened', sort: 'opened', numeric: true, cell: ({ opened }) => html`<${Ago} at=${opened} coarse />` },
  { id: 'idle', title: 'Idle', sort: 'idle', hint: 'Time since the last update, or the opening', numeric: true, cell: ({ idle }) => duration(Math.floor(idle), 1) },
  { id: 'lag', title: 'Lag', sort: 'lag', hint: 'Updates between it and the head of the log, whether they match or not', numeric: true, cell: ({ lag }) => (lag > 0 ? html`<b>${number(lag)}</b>` : '0') },
  { id: 'waiting', title: 'Waiting', sort: 'waiting', hint: 'Bytes that its socket has not taken', numeric: true, cell: ({ waiting }) => bytes(waiting) },
  { id: 'matchers', title: 'Topics', cell: ({ matchers }) => html`<${Matchers} matchers=${matchers} />` },
];

export const SORTS = COLUMNS.filter(({ sort }) => sort).map(({ sort, title }) => ({ sort, title }));
