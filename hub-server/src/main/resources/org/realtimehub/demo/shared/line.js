const WORDS = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  live: 'Live',
  'catching-up': 'Catching up…',
  waiting: 'Connection lost',
  offline: 'Offline: no network',
  closed: 'Ended',
};

/** Says in one line how the connection is. What changes is read aloud; the seconds until the next attempt are not. */
export function showConnection(line, aloud, state) {
  const text = document.createElement('span');
  line.append(text);
  let timer;
  let said;
  state.watch((now) => {
    clearInterval(timer);
    line.dataset.status = now.status;
    const show = () => {
      text.textContent = describe(now);
    };
    show();
    if (now.status === 'waiting') timer = setInterval(show, 500);
    // Attempts that come to nothing are not worth a word each.
    const word = now.status === 'connecting' && said !== undefined ? said : wordOf(now);
    if (word !== said) aloud.textContent = said = word;
  });
}

function wordOf({ status, leader }) {
  return status === 'following' ? WORDS[leader] : WORDS[status];
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
