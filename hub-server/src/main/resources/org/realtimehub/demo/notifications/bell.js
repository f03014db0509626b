import { arrange, byId, make, time } from '../shared/dom.js';

/** The bell, its count, and the list that it opens. */
export function showBell(inbox, title) {
  const bell = byId('bell');
  const panel = byId('inbox');
  const list = panel.querySelector('ol');

  const open = (wanted) => {
    panel.hidden = !wanted;
    bell.setAttribute('aria-expanded', String(wanted));
    if (wanted) panel.focus({ preventScroll: true });
  };

  const show = () => {
    const { unread, entries } = inbox;
    byId('count').hidden = unread === 0;
    byId('count').textContent = unread > 99 ? '99+' : String(unread);
    bell.setAttribute('aria-label', unread ? `Notifications, ${unread} unread` : 'Notifications');
    document.title = unread ? `(${unread}) ${title}` : title;
    byId('read-all').hidden = unread === 0;
    byId('note').textContent = noteOf(inbox);
    const items = entries.map((entry) => ({ ...entry, key: entry.id }));
    arrange(list, items, { look: (item) => String(item.unread), create: (item) => entryElement(item, inbox) });
  };

  bell.addEventListener('click', () => open(panel.hidden));
  byId('read-all').addEventListener('click', () => {
    inbox.markRead();
    panel.focus();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || panel.hidden) return;
    open(false);
    bell.focus();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target.isConnected && !panel.contains(target) && !bell.contains(target)) open(false);
  });
  inbox.addEventListener('change', show);
  show();
}

function noteOf({ loaded, gap, entries }) {
  if (gap) return 'Some may be missing: they are no longer kept.';
  if (!loaded) return 'Fetching…';
  return entries.length ? '' : 'Nothing yet. Send yourself one.';
}

function entryElement({ id, title, text, from, priority, at, until, unread }, inbox) {
  const item = make('li', { className: `entry ${priority}${unread ? ' new' : ''}` });
  const heading = make('p', { className: 'title', dir: 'auto' }, title);
  if (priority === 'urgent') heading.prepend(make('span', { className: 'urgency' }, 'Urgent'), ' ');
  item.append(heading);
  if (text) item.append(make('p', { className: 'body', dir: 'auto' }, text));
  const about = make('p', { className: 'quiet' }, `${from}, `, time(at));
  if (until < Infinity) about.append(', gone at ', time(until));
  item.append(about);
  if (unread) {
    const click = () => {
      inbox.markRead(id);
      byId('inbox').focus();
    };
    item.append(make('button', { className: 'link', type: 'button', click }, 'Read up to here'));
  }
  return item;
}
