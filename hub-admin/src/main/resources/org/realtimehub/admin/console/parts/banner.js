import { clock, relative } from '../core/format.js';
import { consoleOf } from '../core/health.js';
import { live, tryNow } from '../core/live.js';
import { session } from '../core/session.js';
import { useStore } from '../core/store.js';
import { html } from '../core/ui.js';
import { Notice } from './notice.js';
import { useTicking } from './time.js';

/** Says that the node is gone, since when, and where else to look. */
export function LostBanner() {
  const { state, answers, lostSince, retryAt, cluster } = useStore(live);
  useTicking(() => (state === 'lost' ? `${relative(lostSince)} ${relative(retryAt)}` : ''));
  if (state !== 'lost') return null;
  const others = cluster?.nodes.filter(({ self, admin }) => !self && admin) ?? [];
  const left = Math.ceil((retryAt - Date.now()) / 1000);
  return html`
    <${Notice} level="bad" role="none" title=${html`<span role="alert">Node ${cluster?.self ?? session.get().who?.node} ${answers ? 'answers, but sends no live numbers' : 'does not answer'} since ${clock(lostSince)}.</span>`}
      action=${html`<button type="button" class="small" onClick=${tryNow}>Try now</button>`}>
      ${answers ? 'A proxy may hold back its stream; the overview is from then.' : 'What is below is from then.'} Trying again ${left > 0 ? `in ${left} s` : 'now'}.
      ${others.length > 0 && html` Other nodes: ${others.map((node, index) => html`${index > 0 && ', '}<a key=${node.id} href=${consoleOf(node)}>${node.id}</a>${node.silent && ' (silent, too)'}`)}.`}
    <//>`;
}

export function SessionNotices() {
  const { who, updatedFrom } = useStore(session);
  return html`
    ${who.one_time_password && html`<${Notice} level="warn" title="You signed in with the one-time password.">Configure users before you leave: the password ends with this process.<//>`}
    ${updatedFrom && html`<${Notice} level="info" title="The node was updated" action=${html`<button type="button" class="small" onClick=${() => location.reload()}>Reload the console</button>`}>from ${updatedFrom} to ${who.version}.<//>`}`;
}
