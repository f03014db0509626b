const TOGETHER_MS = 5 * 60_000;

/** What is to be seen of a room, from top to bottom: messages, where the new ones begin, where some are missing. */
export function timeline({ messages, letters, firstUnread, gaps, me }) {
  const items = [];
  let previous;
  const add = (message) => {
    const continues = previous !== undefined && previous.from === message.from && message.at - previous.at < TOGETHER_MS;
    items.push({ ...message, key: message.id, kind: 'message', own: message.from === me, continues });
    previous = message;
  };
  const interrupt = (item) => {
    items.push(item);
    previous = undefined;
  };
  for (const message of messages) {
    if (gaps.has(message.id)) interrupt({ key: `gap ${message.id}`, kind: 'gap' });
    if (message.id === firstUnread) interrupt({ key: 'unread', kind: 'unread' });
    add(message);
  }
  if (gaps.has(undefined)) interrupt({ key: 'gap', kind: 'gap' });
  for (const letter of letters) add({ ...letter, from: me });
  return items;
}
