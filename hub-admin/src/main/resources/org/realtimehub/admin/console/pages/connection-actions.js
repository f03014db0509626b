import { remove } from '../core/api.js';
import { html, useState } from '../core/ui.js';
import { Confirm } from '../parts/confirm.js';
import { Permitted } from '../parts/permitted.js';
import { say } from '../parts/toast.js';
import { BanDialog } from './ban-dialog.js';
import { told } from './close-all.js';

/** Close it, ban who it is, revoke what it came with. The one who is banned or revoked is closed by the hub. */
export function ConnectionActions({ connection, gone, closed }) {
  const { id, subject, token_id: token } = connection;
  const [open, setOpen] = useState();
  const end = () => setOpen(undefined);
  return html`
    <div class="buttons">
      <${Permitted} need="close" to="close connections">
        <button type="button" class="danger" disabled=${gone} onClick=${() => setOpen('close')}>Close connection…</button>
      <//>
      <${Permitted} need="restrict" to="ban or revoke">
        <button type="button" class="danger outline" disabled=${!subject} title=${subject ? '' : 'Anonymous: there is no subject to ban'} onClick=${() => setOpen('subject')}>Ban subject…</button>
        <button type="button" class="danger outline" disabled=${!token} title=${token ? '' : 'Its token has no id (jti), so it cannot be revoked'} onClick=${() => setOpen('token')}>Revoke token…</button>
      <//>
    </div>
    ${open === 'close' && html`
      <${Confirm} title="Close this connection?" action="Close connection" close=${end} run=${() => remove(`/connections/${encodeURIComponent(id)}`)} done=${(report) => { end(); say(told(report)); closed(); }}>
        <p>Connection <code>${id}</code>${subject && html` of <b>${subject}</b>`} is closed, and its client is told not to come back for some minutes.</p>
      <//>`}
    ${(open === 'subject' || open === 'token') && html`<${BanDialog} kind=${open} name=${open === 'subject' ? subject : token} close=${end} done=${end} />`}`;
}
