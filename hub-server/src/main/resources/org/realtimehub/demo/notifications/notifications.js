import { byId, make } from '../shared/dom.js';
import { connect, topics } from '../shared/hub.js';
import { showConnection } from '../shared/line.js';
import { leave, signIn } from '../shared/sign-in.js';
import { showBell } from './bell.js';
import { Inbox } from './inbox.js';
import { Outside } from './outside.js';
import { ReadMark } from './read-mark.js';
import { showSender } from './sender.js';
import { Toasts } from './toasts.js';

const NAME = 'hub-notifications:name';

// Of all tabs: they are the same person, so they can share a connection.
const session = await signIn(byId('sign-in'), localStorage, NAME);
const client = connect(session, { shared: true });
const inbox = new Inbox(client, topics.notifications(session.name), new ReadMark(session.name));
const toasts = new Toasts(byId('toasts'), { dismissed: (id) => inbox.markRead(id), focus: () => byId('bell').focus() });
const outside = new Outside(byId('outside'), byId('permit'));

inbox.addEventListener('arrived', ({ detail }) => {
  toasts.show(detail);
  outside.tell(detail);
});
for (const type of ['read', 'gone']) inbox.addEventListener(type, ({ detail }) => toasts.remove(detail));

async function load() {
  try {
    await inbox.load();
  } catch (error) {
    const again = make('button', { className: 'link', type: 'button', click: load }, 'Try again');
    byId('note').replaceChildren(`What was before could not be fetched: ${error.message} `, again);
  }
}
load();

showBell(inbox, document.title);
showSender(byId('sender'), client, session.name);
showConnection(byId('connection'), byId('status'), client);
byId('me').textContent = session.name;
byId('leave').addEventListener('click', () => {
  client.close();
  leave(localStorage, NAME);
});
byId('app').hidden = false;
