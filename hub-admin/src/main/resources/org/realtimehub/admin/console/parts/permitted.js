import { session, useMay } from '../core/session.js';
import { html } from '../core/ui.js';

/** Shows its children to who has the permission, and to others why they are not there. */
export function Permitted({ need, to, children }) {
  const may = useMay(need);
  if (may) return children;
  const role = session.get().who?.role;
  return html`<p class="muted forbidden">You may not ${to}: ${role ? `the role ${role}` : 'your token'} lacks the permission “${need}”.</p>`;
}
