import { make } from './dom.js';

const WORDS = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  live: 'Live',
  'catching-up': 'Catching up…',
  waiting: 'Connection lost',
  offline: 'Offline: no network',
  closed: 'Ended',
};

/**
 * Says in one line how the connection is, with a button for who does not want to wait. What changes is read aloud; the seconds until
 * the next attempt are not.
 */
export function showConnection(line, aloud, client) {
  const text = make('span');
  const again = make('button', { className: 'link', type: 'button', click: () => client.reconnect() }, 'Try now');
  line.append(text);
  let timer;
  let said;
  client.state.watch((now) => {
    clearInterval(timer);
    const { status, leader = status } = now;
    line.dataset.status = leader;
    const show = () => {
      text.textContent = describe(now);
    };
    show();
    if (now.status === 'waiting') timer = setInterval(show, 500);
    // It stays while an attempt is made, else whoever is at it with the keyboard would lose it each time.
    if (leader === 'waiting' && !again.isConnected) line.append(again);
    else if (leader !== 'waiting' && leader !== 'connecting') again.remove();
    // Attempts that come to nothing are not worth a word each.
    const word = status === 'connecting' && said !== undefined ? said : WORDS[leader];
    if (word !== said) aloud.textContent = said = word;
  });
}

function describe(state) {
  if (state.status === 'waiting') {
    const seconds = Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1000));
    return `${WORDS.waiting}: trying again in ${seconds} s`;
  }
  if (state.status === 'following') return `${WORDS[state.leader]}, through another tab`;
  if (state.status === 'closed' && state.reason) return `${WORDS.closed}: ${state.reason.message}. Load the page again.`;
  return WORDS[state.status];
}
