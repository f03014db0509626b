import { html } from '../core/ui.js';

/** Names and values. @param facts [name, value, hint]; those without a value are left out */
export const Facts = ({ facts }) => html`
  <dl class="facts">
    ${facts.filter(([, value]) => value !== undefined && value !== null && value !== false).map(([name, value, hint]) => html`<div key=${name} title=${hint}><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;

export const Meter = ({ value, max, label }) => {
  const share = max > 0 ? value / max : 0;
  return html`<progress class=${share > 0.9 ? 'full' : ''} value=${value} max=${max} aria-label=${label}></progress>`;
};
