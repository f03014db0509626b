import { post } from '../core/api.js';
import { number, plural } from '../core/format.js';
import { live } from '../core/live.js';
import { useStore } from '../core/store.js';
import { html, useState } from '../core/ui.js';
import { Confirm } from '../parts/confirm.js';
import { DurationField, Field } from '../parts/field.js';
import { Missing, Notice, Trouble } from '../parts/notice.js';
import { LIMITS, REASONS, closedBy } from './sweep-limits.js';

/** Over the cluster or one node, with the configured limits or others; never for real before a dry run has been seen. */
export function SweepForm({ configured, swept }) {
  const [node, setNode] = useState('');
  const [others, setOthers] = useState();
  const [state, setState] = useState({});
  const nodes = useStore(live, ({ cluster }) => cluster?.nodes.map(({ id }) => id).join('\n') ?? '').split('\n').filter(Boolean);
  const body = { ...(node && { node }), ...(others && { limits: Object.fromEntries(LIMITS.map(({ name }) => [name, others[name] ?? 0])) }) };
  const dry = async (confirming) => {
    setState({ busy: true });
    try {
      setState({ result: await post('/sweeps', { ...body, dry_run: true }), confirming });
      swept();
    } catch (problem) {
      setState({ problem });
    }
  };
  const done = (result) => {
    setState({ result });
    swept();
  };
  return html`
    <form aria-label="Sweep now" onSubmit=${(event) => { event.preventDefault(); dry(false); }}>
      <${Field} label="Where">
        <select value=${node} onChange=${({ target }) => setNode(target.value)}>
          <option value="">all nodes</option>
          ${nodes.map((id) => html`<option key=${id} value=${id}>${id}</option>`)}
        </select>
      <//>
      <label class="check"><input type="checkbox" role="switch" checked=${Boolean(others)} onChange=${({ target }) => setOthers(target.checked ? { ...configured } : undefined)} /> With other limits than the configured ones</label>
      ${others && html`
        <div class="fields">
          ${LIMITS.map(({ name, title, hint }) => html`<${DurationField} key=${name} label=${title} hint=${others[name] ? hint : `${hint}: off`} seconds=${others[name] || undefined} onSeconds=${(seconds) => setOthers((before) => ({ ...before, [name]: seconds }))} />`)}
        </div>`}
      <div class="buttons">
        <button type="submit" disabled=${state.busy} aria-busy=${Boolean(state.busy)}>Dry run</button>
        <button type="button" class="danger outline" disabled=${state.busy} onClick=${() => dry(true)}>Run now…</button>
      </div>
    </form>
    <${Trouble} problem=${state.problem} doing="The sweep failed" />
    ${state.result && html`<${Result} result=${state.result} />`}
    ${state.confirming && html`
      <${Confirm} title="Sweep now?" action=${`Sweep ${node || 'all nodes'}`} close=${() => setState({ result: state.result })} run=${() => post('/sweeps', { ...body, dry_run: false })} done=${done}>
        <p>A dry run just found ${inWords(state.result)}. What matches when the sweep runs is closed.</p>
        <${Missing} missing=${state.result.missing} />
      <//>`}`;
}

function Result({ result }) {
  const dry = result.sweeps.some(({ dry_run: isDry }) => isDry);
  return html`
    <${Notice} level=${dry ? 'info' : 'good'} title=${dry ? 'Dry run, nothing was closed:' : 'Swept:'}>
      ${dry ? 'it would close' : 'closed'} ${inWords(result)}${result.sweeps.length > 1 && ` (${result.sweeps.map((sweep) => `${sweep.node} ${number(closedBy(sweep))}`).join(', ')})`}.
    <//>
    <${Missing} missing=${result.missing} />`;
}

function inWords({ sweeps }) {
  const sum = (name) => sweeps.reduce((total, sweep) => total + sweep[name], 0);
  const closed = sweeps.reduce((total, sweep) => total + closedBy(sweep), 0);
  const reasons = REASONS.filter(({ name }) => sum(name) > 0).map(({ name, title }) => `${number(sum(name))} ${title.toLowerCase()}`);
  return `${plural(closed, 'connection')} of ${number(sum('looked'))}${reasons.length ? `: ${reasons.join(', ')}` : ''}`;
}
