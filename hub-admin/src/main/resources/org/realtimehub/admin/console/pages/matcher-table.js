import { number } from '../core/format.js';
import { page } from '../core/pages.js';
import { useLoaded } from '../core/query.js';
import { go, href } from '../core/router.js';
import { html } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { kindOf } from '../parts/matchers.js';
import { Loading, Missing } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Search } from '../parts/search.js';
import { Table } from '../parts/table.js';

const COLUMNS = [
  { id: 'value', title: 'Topic or pattern', cell: ({ type, value }) => (type === 'exact' ? html`<a class="long" href=${href('topic', { topic: value })}>${value}</a>` : html`<code class="long">${value}</code>`) },
  { id: 'type', title: 'Kind', cell: ({ type }) => kindOf(type) },
  { id: 'subscribers', title: 'Subscribers', numeric: true, hint: 'On all nodes', cell: ({ value, subscribers }) => html`<a href=${href('connections', { topic: value })} title="Who they are">${number(subscribers)}</a>` },
];

export function MatcherTable({ query }) {
  const { q, cursor } = query;
  const loaded = useLoaded(JSON.stringify([q, cursor]), (signal) => page('/matchers', { q, cursor }, ({ matchers }) => matchers, signal));
  const { data } = loaded;
  return html`
    <div class="title-row">
      <${Search} label="Part of the matcher" value=${q} onSearch=${(text) => go('topics', { ...query, cursor: undefined, q: text }, { replace: true })} />
      <${Fresh} loaded=${loaded} />
    </div>
    <${FreshTrouble} loaded=${loaded} />
    <${Missing} missing=${data?.missing} />
    ${data ? html`
      <${Table} label="Matchers" columns=${COLUMNS} rows=${data.matchers} rowKey=${({ type, value }) => `${type} ${value}`} busy=${loaded.busy}
        empty=${q ? `No subscription contains “${q}”.` : 'Nobody subscribes: no client is connected to any node that answered.'} />
      <${Pager} label="Pages of matchers" path="topics" query=${query} next=${data.next} count=${data.matchers.length} noun="matcher" />` : loaded.busy && html`<${Loading} what="Asking all nodes" />`}`;
}
