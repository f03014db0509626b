import { clock } from '../core/format.js';
import { useStore } from '../core/store.js';
import { theme } from '../core/theme.js';
import { html, useEffect, useLayoutEffect, useRef, useState } from '../core/ui.js';

const HOUR = 3600;
const MOST_NAMED = 6;

export const lineColor = (index) => `var(--line-${(index % 8) + 1})`;

/** What a colour of the style sheet is just now; a canvas knows no variables. */
function resolved(color) {
  const probe = document.createElement('i');
  probe.style.color = color;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function options({ lines, format, steps, width, height, hover }) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const axis = { stroke: resolved('var(--muted)'), grid: { stroke: resolved('var(--grid)'), width: 1 }, ticks: { show: false }, font: `${0.8 * rem}px system-ui, sans-serif` };
  return {
    width, height,
    padding: [rem * 0.5, rem * 1.5, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: 'hour' }, drag: { x: false, y: false }, y: false, points: { size: 6 } },
    scales: {
      x: { time: true, range: (u, min, max) => [max - HOUR, max] },
      y: { range: (u, min, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      { ...axis, space: 5 * rem, size: 1.8 * rem, values: (u, splits) => splits.map((time) => clock(time * 1000).slice(0, 5)) },
      { ...axis, space: 2.4 * rem, size: 4.2 * rem, ...(steps && { incrs: steps }), values: (u, splits) => splits.map((value) => format(value)) },
    ],
    series: [{}, ...lines.map(({ label, color }) => ({ label, stroke: resolved(lineColor(color)), width: Math.max(1.5, rem / 10), points: { show: false } }))],
    hooks: { setCursor: [({ cursor }) => hover(cursor.idx ?? undefined)] },
  };
}

/**
 * One chart of the last hour. Its values in words are the text beside it, at the pointer or now.
 *
 * @param lines {label, color, values}, values as long as `times`
 * @param steps between which the marks of the axis choose, where ten is not the base
 * @param note what belongs to the title
 */
export function Chart({ title, times, lines, format, steps, note }) {
  const frame = useRef();
  const plot = useRef();
  const [at, hover] = useState();
  const shown = useStore(theme, (value) => value.shown);
  const shape = lines.map(({ label, color }) => `${label}:${color}`).join('|');

  useLayoutEffect(() => {
    const size = () => ({ width: frame.current.clientWidth, height: frame.current.clientHeight });
    const made = new globalThis.uPlot(options({ lines, format, steps, hover, ...size() }), [times, ...lines.map(({ values }) => values)], frame.current);
    const resize = new ResizeObserver(() => made.setSize(size()));
    resize.observe(frame.current);
    plot.current = made;
    return () => {
      resize.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [shape, shown]);

  useEffect(() => {
    plot.current?.setData([times, ...lines.map(({ values }) => values)]);
  }, [times, lines]);

  const index = at !== undefined && at < times.length ? at : times.length - 1;
  const ranked = lines.map((line) => ({ ...line, value: line.values[index] })).sort((a, b) => (lines.length > MOST_NAMED ? (b.value ?? -1) - (a.value ?? -1) : 0));
  return html`
    <figure class="chart">
      <figcaption>
        <h3>${title}</h3>
        <span class="muted">${at === undefined ? note : clock(times[index] * 1000)}</span>
        <ul class="legend" aria-label=${`${title}, ${at === undefined ? 'now' : 'at the pointer'}`}>
          ${ranked.slice(0, MOST_NAMED).map(({ label, color, value }) => html`<li key=${label}><i aria-hidden="true" style=${{ background: lineColor(color) }}></i>${label} <b>${format(value)}</b></li>`)}
          ${ranked.length > MOST_NAMED && html`<li class="muted">and ${ranked.length - MOST_NAMED} more</li>`}
        </ul>
      </figcaption>
      <div class="plot" ref=${frame} role="img" aria-label=${summary(title, lines, format)}></div>
    </figure>`;
}

function summary(title, lines, format) {
  const extremes = lines.map(({ label, values }) => {
    const there = values.filter((value) => value !== null);
    if (there.length === 0) return `${label}: no values`;
    return `${label}: now ${format(values.at(-1))}, from ${format(Math.min(...there))} to ${format(Math.max(...there))}`;
  });
  return `${title} in the last hour. ${extremes.join('. ')}`;
}
