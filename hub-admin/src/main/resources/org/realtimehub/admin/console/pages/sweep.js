import { get } from '../core/api.js';
import { duration, limit } from '../core/format.js';
import { useLoaded } from '../core/query.js';
import { html } from '../core/ui.js';
import { Facts } from '../parts/facts.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading, Missing } from '../parts/notice.js';
import { Permitted } from '../parts/permitted.js';
import { Ago } from '../parts/time.js';
import { SweepForm } from './sweep-form.js';
import { LIMITS } from './sweep-limits.js';
import { Sweeps } from './sweep-table.js';

const EVERY = 10_000;

/** What closes idle connections: when, after how long, and what it did. */
export function Sweep({ query }) {
  const loaded = useLoaded('sweeps', (signal) => get('/sweeps', {}, { signal }), { every: EVERY });
  const { data } = loaded;
  return html`
    <div class="title-row"><h1 tabindex="-1">Sweep</h1><${Fresh} loaded=${loaded} /></div>
    <${FreshTrouble} loaded=${loaded} />
    <${Missing} missing=${data?.missing} />
    ${data ? html`
      <div class="panels">
        <section aria-label="Schedule"><h2>Schedule</h2>
          <${Facts} facts=${[
            ['Every', duration(data.every)],
            ['Next', html`<${Ago} at=${data.next} />`, 'Of this node'],
            ...LIMITS.map(({ name, title, hint }) => [title, limit(data.limits[name]), hint]),
          ]} />
          <p class="muted">Limits of this node's configuration. “off” closes nothing for that reason.</p>
        </section>
        <section aria-label="Sweep now"><h2>Sweep now</h2>
          <${Permitted} need="sweep" to="sweep"><${SweepForm} configured=${data.limits} swept=${loaded.refresh} /><//>
        </section>
      </div>
      <${Sweeps} sweeps=${data.sweeps} query=${query} />` : loaded.busy && html`<${Loading} what="Asking all nodes" />`}`;
}
