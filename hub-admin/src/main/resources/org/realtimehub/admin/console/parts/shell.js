import { short } from '../core/format.js';
import { verdict } from '../core/health.js';
import { focusSearch, listen, refreshPage } from '../core/keys.js';
import { isLost, live } from '../core/live.js';
import { href, route } from '../core/router.js';
import { session } from '../core/session.js';
import { useStore } from '../core/store.js';
import { html, useEffect, useRef, useState } from '../core/ui.js';
import { MENU, PAGES } from '../site.js';
import { LostBanner, SessionNotices } from './banner.js';
import { ErrorBoundary } from './error-boundary.js';
import { Menu } from './menu.js';
import { Empty } from './notice.js';
import { Shortcuts } from './shortcuts.js';
import { Toast } from './toast.js';

const SECOND_KEYS = Object.fromEntries(MENU.map(({ key, path }) => [key, path]));

/** What is around every page for who is signed in. */
export function Shell() {
  const { path, query } = useStore(route);
  const [menuOpen, openMenu] = useState(false);
  const [help, showHelp] = useState(false);
  const entry = PAGES.find((page) => page.path === path);
  const identity = entry?.identity ? query[entry.identity] ?? '' : '';
  const place = `${path} ${identity}`;
  const lost = useStore(live, isLost);
  useArrival(entry, identity, place, openMenu);
  useEffect(() => listen(SECOND_KEYS, { '/': focusSearch, '?': () => showHelp(true), r: refreshPage }), []);
  return html`
    <a class="skip" href="#content" onClick=${(event) => { event.preventDefault(); document.querySelector('main h1')?.focus(); }}>Skip to content</a>
    <${Header} menuOpen=${menuOpen} openMenu=${openMenu} />
    <div class="columns">
      <${Menu} current=${entry?.under ?? path} open=${menuOpen} help=${() => showHelp(true)} />
      <main id="content">
        <${LostBanner} />
        <${SessionNotices} />
        <div class=${lost ? 'page stale' : 'page'} key=${place}>
          <${ErrorBoundary}>${entry ? html`<${entry.page} query=${query} />` : html`<h1 tabindex="-1">No such page</h1><${Empty}>Nothing is at “${path}”. <a href=${href('overview')}>To the overview</a><//>`}<//>
        </div>
      </main>
    </div>
    ${help && html`<${Shortcuts} close=${() => showHelp(false)} />`}
    <${Toast} />`;
}

/** The title of the window tells the page and, when it is not good, the health; whoever comes to a page by keyboard begins at its heading. */
function useArrival(entry, identity, place, openMenu) {
  const level = useStore(live, ({ state, cluster }) => (state === 'lost' ? 'bad' : cluster ? verdict(cluster).level : ''));
  const hub = useStore(session, ({ who }) => `${who.hub} at ${short(who.node)}`);
  const first = useRef(true);
  useEffect(() => {
    const sign = level === 'bad' ? '✖ ' : level === 'warn' ? '⚠ ' : '';
    document.title = `${sign}${entry ? entry.title : 'No such page'}${identity ? ` ${short(identity)}` : ''} · ${hub}`;
  }, [entry, identity, level, hub]);
  useEffect(() => {
    openMenu(false);
    if (!first.current) {
      document.querySelector('main h1')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [place]);
}

function Header({ menuOpen, openMenu }) {
  const { who } = useStore(session);
  const { state, answers, cluster } = useStore(live);
  const health = state === 'lost' ? { level: 'bad', line: answers ? 'No live numbers' : 'No answer' } : cluster ? verdict(cluster) : { level: 'info', line: 'Connecting…' };
  return html`
    <header class="top">
      <button type="button" class="secondary small menu-button" aria-expanded=${menuOpen} aria-controls="menu" onClick=${() => openMenu(!menuOpen)}>Menu</button>
      <a class="brand" href=${href('overview')}><b>${who.hub}</b> <span class="muted">at <span title=${who.node}>${short(who.node)}</span></span></a>
      <a class=${`health ${health.level}`} href=${href('overview')} title=${health.line} aria-label=${`Health: ${health.line}`}><i aria-hidden="true"></i><span>${health.line}</span></a>
    </header>`;
}
