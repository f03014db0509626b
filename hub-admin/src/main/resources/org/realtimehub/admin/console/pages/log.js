import { get } from '../core/api.js';
import { bytes, limit, number } from '../core/format.js';
import { useLoaded } from '../core/query.js';
import { href } from '../core/router.js';
import { html } from '../core/ui.js';
import { Facts, Meter } from '../parts/facts.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading } from '../parts/notice.js';

const EVERY = 3000;

/** What the log retains, and how this node follows it. */
export function Log() {
  const loaded = useLoaded('log', (signal) => get('/log', {}, { signal }), { every: EVERY });
  const { data } = loaded;
  return html`
    <div class="title-row"><h1 tabindex="-1">Log</h1><${Fresh} loaded=${loaded} /></div>
    <${FreshTrouble} loaded=${loaded} />
    ${data ? html`
      <div class="panels">
        <section aria-label="Retained"><h2>Retained</h2>
          <${Facts} facts=${[
            ['Kept in', data.type],
            ['Updates', html`${number(data.retained)}${data.max_events ? html` of ${number(data.max_events)} <${Meter} value=${data.retained} max=${data.max_events} label="Share of the most updates that are kept" />` : ''}`],
            ['At most', `${data.max_bytes ? bytes(data.max_bytes) : 'no limit of bytes'}, ${data.max_age ? limit(data.max_age) : 'no limit of age'}`],
            ['Oldest offset', number(data.tail)],
            ['Newest offset', number(data.head)],
            ['Epoch', html`<code class="long">${data.epoch}</code>`, 'Another one after the log lost its past'],
            ['Content', html`<a href=${href('topic')}>browse all updates</a>`],
          ]} />
        </section>
        <section aria-label="This node"><h2>This node</h2>
          <${Facts} facts=${[
            ['Accepted', number(data.accepted), 'Updates this node published since its start'],
            ['Not accepted', data.unavailable ? html`<b>${number(data.unavailable)}</b>` : number(data.unavailable), 'Publishes that failed because the log was not available'],
            ['Feed repairs', number(data.feed_repairs), 'Holes in what the bus brought, filled from the log'],
            ['Feed restarts', number(data.feed_restarts), 'How often the feed began anew'],
          ]} />
          <p class="muted">Since the node started. Repairs are normal now and then; many of them mean that the bus loses messages.</p>
        </section>
      </div>` : loaded.busy && html`<${Loading} />`}`;
}
