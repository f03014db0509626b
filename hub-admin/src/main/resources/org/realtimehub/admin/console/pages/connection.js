import { get } from '../core/api.js';
import { useLoaded } from '../core/query.js';
import { href } from '../core/router.js';
import { html, useState } from '../core/ui.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Copy } from '../parts/copy.js';
import { Empty, Loading, Notice } from '../parts/notice.js';
import { ConnectionActions } from './connection-actions.js';
import { ConnectionFacts } from './connection-facts.js';

const EVERY = 2000;

/** One connection, whole, and what can be done about it. */
export function Connection({ query: { id } }) {
  const [closed, setClosed] = useState(false);
  const [gone, setGone] = useState(false);
  const loaded = useLoaded(id, (signal) => get(`/connections/${encodeURIComponent(id)}`, {}, { signal }).catch((problem) => {
    if (problem.status === 404) setGone(problem.message);
    throw problem;
  }), { every: gone || closed ? 0 : EVERY });
  if (!id) return html`<h1 tabindex="-1">Connection</h1><${Empty}>The address names no connection. <a href=${href('connections')}>All connections</a><//>`;
  const { data } = loaded;
  const left = Boolean(gone);
  return html`
    <p class="crumbs"><a href=${href('connections')}>Connections</a></p>
    <div class="title-row"><h1 tabindex="-1">Connection</h1><${Fresh} loaded=${loaded} /></div>
    <p class="identity"><code>${id}</code> <${Copy} text=${id} what="the connection id" /></p>
    ${left
      ? html`<${Notice} level=${closed ? 'good' : 'warn'} title=${closed ? 'Closed.' : data ? 'This connection has ended.' : 'Not found:'}>${data ? 'Below is what was known last.' : html`${gone}. It may have ended, or be on a node that does not answer.`}<//>`
      : html`<${FreshTrouble} loaded=${loaded} />`}
    ${data && html`
      <div class=${left ? 'stale' : ''}>
        <${ConnectionActions} connection=${data} gone=${left} closed=${() => { setClosed(true); setGone('it was closed'); }} />
        <${ConnectionFacts} connection=${data} />
      </div>`}
    ${!data && !left && loaded.busy && html`<${Loading} />`}`;
}
