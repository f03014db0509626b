import { bytes, duration, number, rate, short } from '../core/format.js';
import { live } from '../core/live.js';
import { go } from '../core/router.js';
import { loadSeries, series } from '../core/series.js';
import { useStore } from '../core/store.js';
import { html, useEffect, useMemo } from '../core/ui.js';
import { Chart, lineColor } from '../parts/chart.js';
import { Empty, Loading, Trouble } from '../parts/notice.js';
import { closedLines, gaugeLines } from './lines.js';

const POWERS_OF_TWO = Array.from({ length: 45 }, (_, power) => 2 ** power);

const WHOLE_NUMBERS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((first) => first * 10 ** power)).flat();

const CHARTS = [
  { gauge: 'connections', title: 'Connections', format: number, steps: WHOLE_NUMBERS },
  { gauge: 'publishes_per_second', title: 'Publishes/s', format: rate },
  { gauge: 'deliveries_per_second', title: 'Deliveries/s', format: rate },
  { gauge: 'publish_p99', title: 'Publish latency, p99', format: duration, worst: true },
  { gauge: 'delivery_p99', title: 'Delivery latency, p99', format: duration, worst: true },
  { gauge: 'subscribers_behind', title: 'Lag: subscribers behind', format: number, steps: WHOLE_NUMBERS },
  { gauge: 'memory_used', title: 'Memory: heap used', format: bytes, steps: POWERS_OF_TWO },
];

/** Charts of the last hour, of the nodes and in the manner that the URL says. */
export function Hour({ query }) {
  const { times, nodes, problem } = useStore(series);
  const returns = useStore(live, (state) => state.returns);
  useEffect(() => { if (!series.get().times || returns) loadSeries(); }, [returns]);
  if (!times) return problem ? html`<${Trouble} problem=${problem} retry=${loadSeries} />` : html`<${Loading} what="Loading the last hour" />`;
  const ids = Object.keys(nodes).sort();
  const chosen = query.nodes ? ids.filter((id) => query.nodes.split(',').includes(id)) : ids;
  const summed = query.view === 'sum';
  return html`
    <section aria-label="Last hour">
      <div class="title-row">
        <h2>Last hour</h2>
        <${Choice} ids=${ids} chosen=${chosen} summed=${summed} query=${query} />
      </div>
      ${times.length < 2 ? html`<${Empty}>The node has just started: the first numbers come within seconds.<//>` : html`<${Charts} times=${times} nodes=${nodes} ids=${ids} chosen=${chosen} summed=${summed} />`}
    </section>`;
}

function Charts({ times, nodes, ids, chosen, summed }) {
  const key = chosen.join();
  const lines = useMemo(() => CHARTS.map(({ gauge, worst }) => gaugeLines({ nodes, ids, chosen, gauge, summed, worst })), [nodes, key, summed]);
  const closed = useMemo(() => closedLines(nodes, chosen), [nodes, key]);
  return html`
    <div class="charts">
      ${CHARTS.map(({ gauge, title, format, worst, steps }, index) => html`<${Chart} key=${gauge} title=${title} times=${times} lines=${lines[index]} format=${format} steps=${steps} note=${summed && worst ? 'worst node' : ''} />`)}
      <${Chart} title="Closed/s, by reason" times=${times} lines=${closed} format=${rate} note=${closed.length ? '' : 'nothing was closed'} />
    </div>`;
}

function Choice({ ids, chosen, summed, query }) {
  const toggle = (id) => {
    const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
    go('overview', { ...query, nodes: next.length === 0 || next.length === ids.length ? undefined : next.sort().join() }, { replace: true });
  };
  return html`
    <div class="choice">
      <div role="group" aria-label="Nodes in the charts">
        ${ids.map((id, index) => html`<button key=${id} type="button" class="chip" aria-pressed=${chosen.includes(id)} title=${id} onClick=${() => toggle(id)}><i aria-hidden="true" style=${{ background: lineColor(index) }}></i><span>${short(id)}</span></button>`)}
      </div>
      <label class="check"><input type="checkbox" role="switch" checked=${summed} onChange=${({ target }) => go('overview', { ...query, view: target.checked ? 'sum' : undefined }, { replace: true })} /> All together</label>
    </div>`;
}
