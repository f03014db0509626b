import { html } from '../core/ui.js';
import { say } from './toast.js';

/** Not there where the browser forbids it, which is on plain HTTP. */
export const Copy = ({ text, what }) => navigator.clipboard && html`
  <button type="button" class="secondary small" onClick=${() => navigator.clipboard.writeText(text).then(() => say(`Copied ${what}.`), () => say('The browser did not allow copying.'))}>
    Copy<span class="unseen"> ${what}</span>
  </button>`;
