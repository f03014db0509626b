import { number, rate } from '../core/format.js';
import { page } from '../core/pages.js';
import { useLoaded } from '../core/query.js';
import { go, href } from '../core/router.js';
import { html } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading, Missing } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Search } from '../parts/search.js';
import { Table } from '../parts/table.js';
import { Ago } from '../parts/time.js';

const EVERY = 5000;

const COLUMNS = [
  { id: 'topic', title: 'Topic', sort: 'topic', cell: ({ topic }) => html`<a class="long" href=${href('topic', { topic })}>${topic}</a>` },
  { id: 'rate', title: 'Updates/s', sort: 'rate', hint: 'In about the last minute', numeric: true, cell: (row) => rate(row.rate) },
  { id: 'published', title: 'Published', sort: 'published', hint: 'Since this node knows the topic', numeric: true, cell: ({ published }) => number(published) },
  { id: 'subscribers', title: 'Subscribers', hint: 'On all nodes', numeric: true, cell: ({ topic, subscribers }) => html`<a href=${href('connections', { topic })} title="Who receives it">${number(subscribers)}</a>` },
  { id: 'last', title: 'Last', sort: 'last', numeric: true, cell: ({ last }) => html`<${Ago} at=${last} />` },
];

export function TopicTable({ query }) {
  const { q, sort = 'rate', cursor } = query;
  const loaded = useLoaded(JSON.stringify([q, sort, cursor]), (signal) => page('/topics', { q, sort, cursor }, ({ topics }) => topics, signal), { every: EVERY });
  const { data } = loaded;
  const order = { by: sort, desc: sort !== 'topic' };
  return html`
    <div class="title-row">
      <${Search} label="Part of the topic" value=${q} onSearch=${(text) => go('topics', { ...query, cursor: undefined, q: text }, { replace: true })} />
      <a href=${href('topic')}>All updates, live</a>
      <${Fresh} loaded=${loaded} />
    </div>
    <${FreshTrouble} loaded=${loaded} />
    <${Missing} missing=${data?.missing} />
    ${data ? html`
      <${Table} label="Published topics" columns=${COLUMNS} rows=${data.topics} rowKey=${({ topic }) => topic} sort=${order} onSort=${(by) => go('topics', { ...query, cursor: undefined, sort: by })} busy=${loaded.other} empty=${nothing(q, data)} />
      <${Pager} label="Pages of topics" path="topics" query=${query} next=${data.next} count=${data.topics.length} noun="topic" />
      <p class="muted">${number(data.known)} topics are remembered, of at most ${number(data.remembered)}; the least recently used are forgotten first.</p>` : loaded.busy && html`<${Loading} />`}`;
}

function nothing(q, { known }) {
  if (q && known > 0) return `None of ${number(known)} remembered topics contains “${q}”.`;
  return 'Nothing was published since this node started.';
}
