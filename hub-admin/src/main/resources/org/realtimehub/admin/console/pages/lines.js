import { short } from '../core/format.js';

const CLOSED = 'closed_per_second.';
const REASON_ORDER = ['client-closed', 'reset', 'stream-reset', 'write-failed', 'stalled', 'idle', 'expired', 'over-age', 'kicked', 'banned', 'revoked', 'drained', 'completed'];

/** One line for each chosen node, or one of all; latencies cannot be added, of them the worst counts. */
export function gaugeLines({ nodes, ids, chosen, gauge, summed, worst }) {
  if (!summed) {
    return chosen
      .filter((id) => nodes[id][gauge])
      .map((id) => ({ label: short(id), color: ids.indexOf(id), values: nodes[id][gauge] }));
  }
  const columns = chosen.map((id) => nodes[id][gauge]).filter(Boolean);
  return columns.length ? [{ label: worst ? 'worst' : 'all', color: 0, values: combined(columns, worst ? Math.max : (a, b) => a + b) }] : [];
}

/** One line for each reason that occurred, whose colour is always the same; the nodes are added. */
export function closedLines(nodes, chosen) {
  const reasons = new Set(chosen.flatMap((id) => Object.keys(nodes[id]).filter((gauge) => gauge.startsWith(CLOSED))));
  return [...reasons]
    .map((gauge) => ({ gauge, reason: gauge.slice(CLOSED.length) }))
    .map(({ gauge, reason }) => ({ label: reason, color: Math.max(0, REASON_ORDER.indexOf(reason)), values: combined(chosen.map((id) => nodes[id][gauge]).filter(Boolean), (a, b) => a + b) }))
    .filter(({ values }) => values.some((value) => value > 0))
    .sort((a, b) => REASON_ORDER.indexOf(a.label) - REASON_ORDER.indexOf(b.label));
}

/** Nodes of which nothing is known at a time do not count; where nothing is known of any, nothing is. */
function combined(columns, join) {
  return columns[0].map((first, index) => columns.reduce((sum, { [index]: value }) => (value === null ? sum : sum === null ? value : join(sum, value)), null));
}
