import { href } from '../core/router.js';
import { may, session, signOut } from '../core/session.js';
import { useStore } from '../core/store.js';
import { choose, theme } from '../core/theme.js';
import { html } from '../core/ui.js';
import { MENU } from '../site.js';
import { say } from './toast.js';

/** Where one can go, who is signed in, and how it looks. */
export function Menu({ current, open, help }) {
  const { who } = useStore(session);
  const { chosen } = useStore(theme);
  const entries = MENU.filter(({ need }) => !need || may(need));
  const leave = () => signOut().catch((problem) => say(`You are still signed in: ${problem.message}.`));
  return html`
    <div id="menu" class=${open ? 'menu open' : 'menu'}>
      <nav aria-label="Pages">
        ${entries.map(({ path, title, key }) => html`<a key=${path} href=${href(path)} aria-current=${path === current ? 'page' : undefined}>${title}<kbd aria-hidden="true">g ${key}</kbd></a>`)}
      </nav>
      <div class="menu-end">
        <p class="who">Signed in as <b>${who.name}</b>${who.role && html` <span class="tag">${who.role}</span>`}</p>
        <button type="button" class="secondary small" onClick=${leave}>Sign out</button>
        <label class="field">
          <span>Theme</span>
          <select value=${chosen} onChange=${({ target }) => choose(target.value)}>
            <option value="system">as the system</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <button type="button" class="link" onClick=${help}>Keyboard shortcuts <kbd aria-hidden="true">?</kbd></button>
        <small class="muted">Version ${who.version}</small>
      </div>
    </div>`;
}
