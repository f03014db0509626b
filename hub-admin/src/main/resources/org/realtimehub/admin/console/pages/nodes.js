import { bytes, duration, number, percent, rate, short } from '../core/format.js';
import { consoleOf, lostCanary, total } from '../core/health.js';
import { html } from '../core/ui.js';
import { Meter } from '../parts/facts.js';
import { Table } from '../parts/table.js';
import { Since } from '../parts/time.js';

const COLUMNS = [
  { id: 'node', title: 'Node', cell: (node) => html`<${Name} node=${node} />` },
  { id: 'connections', title: 'Connections', numeric: true, cell: ({ connections, max_connections: max, id }) => html`${number(connections)}${max > 0 && html`<br /><${Meter} value=${connections} max=${max} label=${`Places taken on ${id}: ${number(connections)} of ${number(max)}`} />`}` },
  { id: 'waiting', title: 'Waiting', hint: 'Newcomers that wait for a place', numeric: true, cell: ({ waiting }) => number(waiting) },
  { id: 'behind', title: 'Behind', hint: 'Subscribers that have not caught up with the log', numeric: true, cell: (node) => html`<span title=${`${bytes(node.waiting_bytes)} not taken by sockets`}>${number(node.subscribers_behind)}</span>` },
  { id: 'publishes', title: 'Publishes/s', numeric: true, cell: (node) => rate(node.publishes_per_second) },
  { id: 'deliveries', title: 'Deliveries/s', numeric: true, cell: (node) => rate(node.deliveries_per_second) },
  { id: 'publish', title: 'Publish p99', hint: 'From the request to the answer', numeric: true, cell: (node) => duration(node.publish_p99) },
  { id: 'delivery', title: 'Delivery p99', hint: 'From the publish to the socket', numeric: true, cell: (node) => duration(node.delivery_p99) },
  { id: 'canary', title: 'Canary', hint: 'Time of the last canary through log and bus', numeric: true, cell: (node) => (lostCanary(node) ? html`<span class="tag bad">lost</span>` : duration(node.canary)) },
  { id: 'cpu', title: 'CPU', numeric: true, cell: ({ cpu }) => percent(cpu) },
  { id: 'late', title: 'Loop late', hint: 'By how much the worst event loop is late', numeric: true, cell: (node) => duration(node.loop_lateness) },
  { id: 'memory', title: 'Heap', numeric: true, cell: (node) => html`<span title=${`of ${bytes(node.memory_max)}`}>${bytes(node.memory_used)}</span>` },
];

export function Nodes({ cluster }) {
  const heard = cluster.nodes.filter(({ silent }) => !silent);
  const versions = new Set(heard.map(({ version }) => version).filter(Boolean));
  return html`
    <section aria-label="Nodes">
      <h2>Nodes</h2>
      <p class="muted">
        ${number(total(heard, 'connections'))} connections, ${rate(total(heard, 'publishes_per_second'))} publishes/s and ${rate(total(heard, 'deliveries_per_second'))} deliveries/s
        on ${heard.length} of ${cluster.nodes.length} nodes; at least ${cluster.minimum_size} must be together.${versions.size > 1 && html` <b>The nodes run different versions.</b>`}
      </p>
      <${Table} label="Nodes" columns=${COLUMNS} rows=${cluster.nodes} rowKey=${({ id }) => id} rowClass=${({ silent }) => (silent ? 'silent' : '')} empty="No node is known." />
    </section>`;
}

function Name({ node }) {
  return html`
    ${node.admin && !node.self ? html`<a href=${consoleOf(node)} class="one-line narrow" title=${`${node.id}: console at ${node.admin}`}>${short(node.id)}</a>` : html`<b class="one-line narrow" title=${node.id}>${short(node.id)}</b>`}
    ${node.silent && html` <span class="tag bad" title="Among the members but not heard of for some seconds; its numbers are the last known">silent</span>`}
    ${node.started && html`<span class="under">${node.self && html`<span class="tag">this node</span> `}${node.version}, up <${Since} since=${node.started} /></span>`}`;
}
