import { href } from '../core/router.js';
import { html } from '../core/ui.js';

/** Links between the lists of a page. */
export const Tabs = ({ label, current, tabs }) => html`
  <nav class="tabs" aria-label=${label}>
    ${tabs.map(({ id, title, path, query }) => html`<a key=${id} href=${href(path, query)} aria-current=${id === current ? 'page' : undefined}>${title}</a>`)}
  </nav>`;
