import { post } from '../core/api.js';
import { duration } from '../core/format.js';
import { html, useState } from '../core/ui.js';
import { Confirm } from '../parts/confirm.js';
import { DurationField, Field } from '../parts/field.js';
import { say } from '../parts/toast.js';

export const KINDS = {
  subject: { title: 'Ban a subject', action: 'Ban', noun: 'Subject', hint: '“sub” of its tokens, exactly', effect: 'Its connections are closed on all nodes, and it can neither subscribe nor publish.', done: 'is banned' },
  token: { title: 'Revoke a token', action: 'Revoke', noun: 'Token id', hint: '“jti” of the token, exactly', effect: 'Its connections are closed on all nodes, and it is invalid for everything.', done: 'is revoked' },
};

/** @param name fixed where it is given, else asked for */
export function BanDialog({ kind, name: given, close, done }) {
  const [name, setName] = useState(given ?? '');
  const [seconds, setSeconds] = useState(3600);
  const [reason, setReason] = useState('');
  const { title, action, noun, hint, effect, done: verb } = KINDS[kind];
  const run = () => post('/bans', { kind, name: name.trim(), ...(seconds === undefined ? {} : { duration: seconds }), reason: reason.trim() });
  return html`
    <${Confirm} title=${title} action=${action} ready=${name.trim() !== '' && seconds !== 0} run=${run} done=${(ban) => { say(`${ban.name} ${verb}.`); done(ban); }} close=${close}>
      <${Field} label=${noun} hint=${given ? undefined : hint} value=${name} onValue=${setName} readonly=${Boolean(given)} required maxlength="1024" autofocus=${!given} />
      <${DurationField} label="For how long" hint=${seconds === undefined ? 'Empty: for ever' : `${duration(seconds)}; empty is for ever`} seconds=${seconds} onSeconds=${setSeconds} autofocus=${Boolean(given)} />
      <${Field} label="Reason" hint="For whoever reads the list later" value=${reason} onValue=${setReason} maxlength="1024" />
      <p class="muted">${effect}</p>
    <//>`;
}
