import { keysOn, switchKeys } from '../core/keys.js';
import { may } from '../core/session.js';
import { useStore } from '../core/store.js';
import { html } from '../core/ui.js';
import { MENU } from '../site.js';
import { Dialog } from './dialog.js';

export function Shortcuts({ close }) {
  const on = useStore(keysOn);
  const rows = [
    [['/'], 'To the search of the page'],
    [['r'], 'Load what is shown again'],
    [['?'], 'This list'],
    [['Esc'], 'Close a dialog'],
    ...MENU.filter(({ need }) => !need || may(need)).map(({ key, title }) => [['g', key], title]),
  ];
  return html`
    <${Dialog} title="Keyboard shortcuts" onClose=${close} buttons=${html`<button type="button" class="secondary" onClick=${close}>Close</button>`}>
      <dl class="keys">
        ${rows.map(([keys, does]) => html`<div key=${does}><dt>${keys.map((key, index) => html`${index > 0 && ' '}<kbd>${key}</kbd>`)}</dt><dd>${does}</dd></div>`)}
      </dl>
      <label class="check"><input type="checkbox" role="switch" checked=${on} onChange=${({ target }) => switchKeys(target.checked)} /> Shortcuts of single keys are on</label>
    <//>`;
}
