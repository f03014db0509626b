import { verdict } from '../core/health.js';
import { live } from '../core/live.js';
import { useStore } from '../core/store.js';
import { html } from '../core/ui.js';
import { Loading } from '../parts/notice.js';
import { Hour } from './hour.js';
import { Nodes } from './nodes.js';

export function Overview({ query }) {
  const { cluster, state } = useStore(live);
  return html`
    <h1 tabindex="-1">Overview</h1>
    ${cluster ? html`<${Health} cluster=${cluster} lost=${state === 'lost'} /><${Nodes} cluster=${cluster} />` : state !== 'lost' && html`<${Loading} what="Waiting for the first numbers" />`}
    <${Hour} query=${query} cluster=${cluster} />`;
}

function Health({ cluster, lost }) {
  const { level, line, reasons } = verdict(cluster);
  const checks = cluster.health.checks;
  return html`
    <section class=${`verdict ${lost ? 'info' : level}`} aria-label="Health">
      <p role="status"><i aria-hidden="true"></i> <strong>${lost ? `Last known: ${line}` : line}</strong></p>
      <details open=${level === 'bad' || undefined}>
        <summary>${checks.length} checks of this node</summary>
        <ul class="plain">
          ${checks.map(({ name, status, reason }) => html`<li key=${name}><span class=${`tag ${status === 'up' ? 'good' : 'bad'}`}>${status}</span> ${name}${reason && `: ${reason}`}</li>`)}
          ${level === 'warn' && reasons.map((reason) => html`<li key=${reason}><span class="tag warn">look</span> ${reason}</li>`)}
        </ul>
      </details>
    </section>`;
}
