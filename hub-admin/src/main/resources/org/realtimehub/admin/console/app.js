import './core/theme.js';
import './core/live.js';
import { begin, session } from './core/session.js';
import { useStore } from './core/store.js';
import { html, render } from './core/ui.js';
import { Notice } from './parts/notice.js';
import { Shell } from './parts/shell.js';
import { SignIn } from './pages/sign-in.js';

function Console() {
  const { state, problem, retryIn } = useStore(session);
  if (state === 'in') return html`<${Shell} />`;
  if (state === 'out') return html`<${SignIn} />`;
  if (!problem) return html`<p class="starting loading" aria-busy="true">Starting…</p>`;
  return html`<main class="starting"><${Notice} level="bad" title="The node does not answer:">${problem.message}. Trying again in ${retryIn} s.<//></main>`;
}

render(html`<${Console} />`, document.getElementById('console'));
begin();
