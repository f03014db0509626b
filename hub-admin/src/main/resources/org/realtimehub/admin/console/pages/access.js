import { get, remove } from '../core/api.js';
import { useLoaded } from '../core/query.js';
import { href } from '../core/router.js';
import { useMay } from '../core/session.js';
import { html, useState } from '../core/ui.js';
import { Confirm } from '../parts/confirm.js';
import { Fresh, FreshTrouble } from '../parts/fresh.js';
import { Loading } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Permitted } from '../parts/permitted.js';
import { Table } from '../parts/table.js';
import { Tabs } from '../parts/tabs.js';
import { Ago } from '../parts/time.js';
import { say } from '../parts/toast.js';
import { BanDialog } from './ban-dialog.js';

const LISTS = {
  subject: { tab: 'Banned subjects', noun: 'Subject', add: 'Ban a subject…', lift: 'Lift the ban', empty: 'No subject is banned: everyone with a valid token may come.' },
  token: { tab: 'Revoked tokens', noun: 'Token id', add: 'Revoke a token…', lift: 'Lift the revocation', empty: 'No token is revoked. Only tokens with an id (jti) can be.' },
};

/** Who is kept out. */
export function Access({ query }) {
  const kind = query.kind === 'token' ? 'token' : 'subject';
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState();
  const loaded = useLoaded(`${kind} ${query.cursor}`, (signal) => get('/bans', { kind, cursor: query.cursor }, { signal }));
  const may = useMay('restrict');
  const words = LISTS[kind];
  const data = loaded.other ? undefined : loaded.data;
  const changed = (text) => {
    setAdding(false);
    setLifting(undefined);
    if (text) say(text);
    loaded.refresh();
  };
  return html`
    <div class="title-row"><h1 tabindex="-1">Access</h1><${Fresh} loaded=${loaded} /></div>
    <${Tabs} label="Lists" current=${kind} tabs=${Object.entries(LISTS).map(([id, { tab }]) => ({ id, title: tab, path: 'access', query: { kind: id } }))} />
    <${Permitted} need="restrict" to="ban, revoke, or lift">
      <p><button type="button" onClick=${() => setAdding(true)}>${words.add}</button></p>
    <//>
    <${FreshTrouble} loaded=${loaded} />
    ${data ? html`
      <${Table} label=${words.tab} columns=${columns(words, may && setLifting)} rows=${data.bans} rowKey=${({ name }) => name} busy=${loaded.busy} empty=${words.empty} />
      ${(data.bans.length > 0 || query.cursor) && html`<${Pager} label=${`Pages of ${words.tab}`} path="access" query=${query} next=${data.next} count=${data.bans.length} noun="entry" nouns="entries" />`}` : loaded.busy && html`<${Loading} />`}
    ${adding && html`<${BanDialog} kind=${kind} close=${() => setAdding(false)} done=${() => changed()} />`}
    ${lifting && html`
      <${Confirm} title=${`${words.lift}?`} action=${words.lift} close=${() => setLifting(undefined)} run=${() => remove('/bans', { kind, name: lifting.name })} done=${() => changed(`${lifting.name} may come back.`)}>
        <p><b>${lifting.name}</b> may connect again at once.${lifting.reason && ` It was kept out by ${lifting.by}: “${lifting.reason}”.`}</p>
      <//>`}`;
}

const columns = ({ noun, lift }, setLifting) => [
  { id: 'name', title: noun, cell: ({ kind, name }) => (kind === 'subject' ? html`<a href=${href('connections', { subject: name })} title="Its connections">${name}</a>` : html`<code>${name}</code>`) },
  { id: 'since', title: 'Since', cell: ({ since }) => html`<${Ago} at=${since} />` },
  { id: 'until', title: 'Until', cell: ({ until }) => (until ? html`<${Ago} at=${until} />` : 'for ever') },
  { id: 'by', title: 'By', cell: ({ by }) => by },
  { id: 'reason', title: 'Reason', cell: ({ reason }) => reason || html`<span class="muted">none given</span>` },
  ...(setLifting ? [{ id: 'lift', title: '', cell: (ban) => html`<button type="button" class="secondary small" aria-label=${`${lift} of ${ban.name}`} onClick=${() => setLifting(ban)}>Lift…</button>` }] : []),
];
