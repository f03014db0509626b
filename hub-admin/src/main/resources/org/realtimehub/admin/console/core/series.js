import { get } from './api.js';
import { store } from './store.js';

const HOUR = 3600;

/** The last hour as the node holds it, continued by the points of the live stream: {step, times, nodes}, or {problem}. */
export const series = store({});

let loading;

export function loadSeries() {
  loading ??= get('/series')
    .then((whole) => series.set(whole))
    .catch((problem) => series.set({ ...series.get(), problem }))
    .finally(() => { loading = undefined; });
  return loading;
}

export const forgetSeries = () => series.set({});

/** @param point {time, nodes: {id: {gauge: value}}} */
export function addPoint({ time, nodes }) {
  const { step, times, nodes: before } = series.get();
  if (!times || time <= (times.at(-1) ?? 0)) return;
  const hole = times.length && time - times.at(-1) > 2.5 * step ? [times.at(-1) + step] : [];
  const first = times.findIndex((known) => known > time - HOUR);
  const from = first < 0 ? times.length : first;
  const kept = times.length - from;
  const after = {};
  for (const id of new Set([...Object.keys(before), ...Object.keys(nodes)])) {
    const gauges = {};
    for (const gauge of new Set([...Object.keys(before[id] ?? {}), ...Object.keys(nodes[id] ?? {})])) {
      const past = before[id]?.[gauge]?.slice(from) ?? Array(kept).fill(null);
      const values = [...past, ...hole.map(() => null), nodes[id]?.[gauge] ?? null];
      if (values.some((value) => value !== null)) gauges[gauge] = values;
    }
    if (Object.keys(gauges).length) after[id] = gauges;
  }
  series.set({ step, times: [...times.slice(from), ...hole, time], nodes: after });
}
