import { page } from '../core/pages.js';
import { useLoaded } from '../core/query.js';
import { html } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Empty, Loading } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Update } from './update.js';

/** What the log retains, newest first. */
export function History({ query }) {
  const { topic, cursor } = query;
  const loaded = useLoaded(`${topic} ${cursor}`, (signal) => page('/topics/history', { topic, cursor }, ({ updates }) => updates, signal));
  const { data } = loaded;
  return html`
    <section aria-label="History">
      <div class="title-row"><h2>History</h2><${Fresh} loaded=${loaded} /></div>
      <${FreshTrouble} loaded=${loaded} what="The history could not be loaded" />
      ${data ? html`
        ${data.updates.length === 0
          ? html`<${Empty}>${data.next ? 'Nothing was found so far, and not everything was looked at yet: go on with older ones.' : cursor ? 'Nothing older is retained.' : topic ? 'The log retains no update of this topic: none was published, or its time is over.' : 'The log is empty.'}<//>`
          : html`<ol class="updates" aria-label="Retained updates, newest first" aria-busy=${loaded.busy}>${data.updates.map((update) => html`<${Update} key=${update.offset ?? update.id} update=${update} topic=${topic} />`)}</ol>`}
        <${Pager} label="Pages of the history" path="topic" query=${query} next=${data.next} count=${data.updates.length} noun="update" words=${['Newest', 'Newer', 'Older']} />` : loaded.busy && html`<${Loading} />`}
    </section>`;
}
