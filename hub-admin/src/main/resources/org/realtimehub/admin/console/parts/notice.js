import { html } from '../core/ui.js';

/** @param level 'info', 'good', 'warn', or 'bad'; what is bad interrupts a screen reader */
export const Notice = ({ level = 'info', title, children, action, role = level === 'bad' ? 'alert' : 'status' }) => html`
  <div class=${`notice ${level}`} role=${role}>
    <div>${title && html`<strong>${title}</strong> `}${children}</div>
    ${action}
  </div>`;

/** What went wrong with a call, as the hub or the network says it. */
export const Trouble = ({ problem, retry, doing = 'This could not be loaded' }) => problem && html`
  <${Notice} level="bad" title=${`${doing}:`} action=${retry && html`<button type="button" class="secondary small" onClick=${retry}>Try again</button>`}>
    ${sentence(problem.message)}
  <//>`;

/** Nodes that did not answer: what these hold is not in the answer. */
export const Missing = ({ missing }) => missing?.length > 0 && html`
  <${Notice} level="warn" title="Not complete:">
    ${missing.map(({ node, why }, index) => html`${index > 0 && '; '}<b>${node}</b> is missing, ${why}`)}. What ${missing.length > 1 ? 'they hold' : 'it holds'} is not shown or counted here.
  <//>`;

export const Empty = ({ children }) => html`<p class="empty">${children}</p>`;

export const Loading = ({ what = 'Loading' }) => html`<p class="loading" aria-busy="true">${what}…</p>`;

const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);
