import { html } from '../core/ui.js';
import { Trouble } from './notice.js';
import { Clock } from './time.js';

/** From when what is shown is, a button to load it again, and why the last try failed. */
export const Fresh = ({ loaded }) => html`
  <div class="fresh">
    <span class="muted">${loaded.at ? html`As of <${Clock} at=${loaded.at} />` : loaded.busy ? 'Loading…' : 'Not loaded'}</span>
    <button type="button" class="secondary small" data-refresh onClick=${loaded.refresh} aria-busy=${Boolean(loaded.busy && loaded.at)}>Refresh</button>
  </div>`;

export const FreshTrouble = ({ loaded, what = 'This could not be loaded' }) => html`
  <${Trouble} problem=${loaded.problem} retry=${loaded.refresh} doing=${loaded.at ? `${what} again; below is what was known before` : what} />`;
