import { byId, make } from '../shared/dom.js';
import { connect } from '../shared/hub.js';
import { showConnection } from '../shared/line.js';
import { leave, signIn } from '../shared/sign-in.js';
import { compose } from './composer.js';
import { Messages } from './messages.js';
import { People } from './people.js';
import { Room } from './room.js';

const ROOMS = [
  { id: 'lobby', title: 'Lobby' },
  { id: 'support', title: 'Support' },
  { id: 'coffee', title: 'Coffee break' },
];
const NAME = 'hub-chat:name';

// Of this tab alone: in another one may be somebody else.
const session = await signIn(byId('sign-in'), sessionStorage, NAME);
const client = connect(session);
const rooms = new Map(ROOMS.map((about) => [about.id, new Room(client, session.name, about)]));
const people = new People(client, session.name, { list: byId('people'), heading: byId('here'), line: byId('typing') });
const messages = new Messages({
  scroller: byId('messages'),
  beginning: byId('beginning'),
  newer: byId('newer'),
  focus: () => composer.focus(),
});
const composer = compose(byId('composer'), {
  send: (text) => {
    messages.follow();
    current.send(text);
  },
  typing: () => people.type(),
});
let current;

/** The room is in the address, so that the browser's own buttons lead through rooms. */
function enter() {
  const room = rooms.get(location.hash.slice(1)) ?? rooms.get(ROOMS[0].id);
  if (room === current) return;
  current = room;
  byId('title').textContent = room.title;
  people.enter(room.id);
  messages.show(room);
  showRooms();
  byId('rooms').querySelector('[aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function showRooms() {
  const links = [...rooms.values()].map(({ id, title, unread }) => {
    const link = make('a', { href: `#${id}` }, title);
    if (id === current.id) link.setAttribute('aria-current', 'page');
    if (unread) link.append(' ', make('span', { className: 'badge', 'aria-label': `${unread} unread` }, unread > 99 ? '99+' : `${unread}`));
    return link;
  });
  const active = document.activeElement?.parentElement === byId('rooms') ? document.activeElement.hash : undefined;
  byId('rooms').replaceChildren(...links);
  if (active) links.find(({ hash }) => hash === active)?.focus();
  const unread = [...rooms.values()].reduce((sum, room) => sum + room.unread, 0);
  document.title = unread ? `(${unread}) Chat` : 'Chat';
}

for (const room of rooms.values()) {
  room.addEventListener('change', showRooms);
  room.addEventListener('message', ({ detail: { from, text } }) => {
    if (room !== current) return;
    people.stopped(from);
    byId('heard').replaceChildren(make('span', {}, `${from}: ${text.slice(0, 300)}`));
  });
}

client.addEventListener('gap', () => rooms.forEach((room) => room.gap()));
client.state.watch(({ status }) => status === 'live' && rooms.forEach((room) => room.reachable()));
showConnection(byId('connection'), byId('status'), client);
byId('me').textContent = session.name;
byId('leave').addEventListener('click', () => {
  client.close();
  leave(sessionStorage, NAME);
});
byId('chat').hidden = false;
addEventListener('hashchange', enter);
enter();
composer.focus();
