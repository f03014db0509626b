import { live } from '../core/live.js';
import { page } from '../core/pages.js';
import { useLoaded } from '../core/query.js';
import { go } from '../core/router.js';
import { useStore } from '../core/store.js';
import { html, useState } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading, Missing } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Permitted } from '../parts/permitted.js';
import { Table } from '../parts/table.js';
import { say } from '../parts/toast.js';
import { CloseAll } from './close-all.js';
import { COLUMNS } from './connection-columns.js';
import { FILTERS, Filters, filterOf } from './connection-filters.js';

const SORTED_DOWN_FIRST = ['idle', 'lag', 'waiting'];

/** The hub refuses parameters it does not know, and links are typed by hand, too. */
const asked = (query) => Object.fromEntries([...FILTERS, 'sort', 'order', 'limit', 'cursor'].map((name) => [name, query[name]]));

/** Whoever is connected, a page at a time; what is asked for is all in the URL. */
export function Connections({ query }) {
  const [closing, setClosing] = useState(false);
  const key = JSON.stringify(query);
  const loaded = useLoaded(key, (signal) => page('/connections', asked(query), (answer) => answer.connections, signal));
  const sort = { by: query.sort ?? 'id', desc: query.order === 'desc' };
  const ask = (some) => go('connections', { ...query, cursor: undefined, ...some });
  const sortBy = (by) => {
    const desc = by === sort.by ? !sort.desc : SORTED_DOWN_FIRST.includes(by);
    ask({ sort: by, order: desc ? 'desc' : undefined });
  };
  const { data } = loaded;
  return html`
    <div class="title-row"><h1 tabindex="-1">Connections</h1><${Fresh} loaded=${loaded} /></div>
    <${Filters} key=${JSON.stringify(filterOf(query))} query=${query} ask=${ask} sort=${sort} />
    <${FreshTrouble} loaded=${loaded} />
    <${Missing} missing=${data?.missing} />
    ${data ? html`
      <${Table} label="Connections" columns=${COLUMNS} rows=${data.connections} rowKey=${({ id }) => id} sort=${sort} onSort=${sortBy} busy=${loaded.busy} empty=${html`<${Nothing} query=${query} next=${data.next} />`} />
      <div class="table-end">
        <${Pager} label="Pages of connections" path="connections" query=${query} next=${data.next} count=${data.connections.length} noun="connection" />
        <${Permitted} need="close" to="close connections">
          <button type="button" class="danger outline small" onClick=${() => setClosing(true)}>Close all that match…</button>
        <//>
      </div>` : loaded.busy && html`<${Loading} what="Asking all nodes" />`}
    ${closing && html`<${CloseAll} filter=${filterOf(query)} close=${() => setClosing(false)} done=${(text) => { setClosing(false); say(text); loaded.refresh(); }} />`}`;
}

function Nothing({ query, next }) {
  const total = useStore(live, ({ cluster }) => cluster?.nodes.reduce((sum, { connections = 0 }) => sum + connections, 0));
  if (next) return 'Nothing was found so far, and not everything was looked at yet: go to the next page.';
  if (query.cursor) return 'No connections on this page: they were closed since. Go to the first page.';
  if (FILTERS.some((name) => query[name] !== undefined)) return `None of ${total ?? 'the'} connections matches the filters. Subject, topic and address must be exact.`;
  return 'Nobody is connected: no client subscribes at any node that answered.';
}
