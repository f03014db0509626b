import { post } from '../core/api.js';
import { number, plural } from '../core/format.js';
import { useLoaded } from '../core/query.js';
import { html } from '../core/ui.js';
import { Confirm } from '../parts/confirm.js';
import { Loading, Missing, Notice, Trouble } from '../parts/notice.js';
import { inWords } from './connection-filters.js';

/** Counts first, wants the count typed, closes then. */
export function CloseAll({ filter, close, done }) {
  const everything = Object.keys(filter).length === 0;
  const body = everything ? { all: true } : filter;
  const counted = useLoaded(JSON.stringify(filter), () => post('/connections/close', { ...body, dry_run: true }));
  const { data } = counted;
  const none = data?.matched === 0;
  return html`
    <${Confirm} title="Close all that match" action=${data && !none ? `Close ${plural(data.matched, 'connection')}` : 'Close'} typed=${data && !none ? String(data.matched) : undefined} ready=${data && !none}
      run=${() => post('/connections/close', body)} done=${(report) => done(told(report))} close=${close}>
      ${everything
        ? html`<${Notice} level="warn" title="No filter is set." role="none">This closes every connection of the cluster.<//>`
        : html`<p>Connections ${inWords(filter)}.</p>`}
      ${counted.busy && !data && html`<${Loading} what="Counting" />`}
      <${Trouble} problem=${counted.problem} retry=${counted.refresh} doing="Counting failed" />
      ${data && html`
        <p role="status"><b>${none ? 'None matches now.' : `${plural(data.matched, 'connection')} now`}</b>${!none && `: ${perNode(data)}. There may be more or fewer when you confirm.`}</p>
        <${Missing} missing=${data.missing} />
        ${!none && html`<p class="muted">Their clients are told not to come back for some minutes.</p>`}`}
    <//>`;
}

const perNode = ({ nodes }) => Object.entries(nodes).map(([node, count]) => `${number(count)} on ${node}`).join(', ');

export function told({ matched, unfinished, missing }) {
  const parts = [`Closed ${plural(matched, 'connection')}.`];
  if (unfinished.length) parts.push(`Still closing: ${unfinished.join(', ')}.`);
  if (missing.length) parts.push(`Not reached: ${missing.map(({ node }) => node).join(', ')}.`);
  return parts.join(' ');
}
