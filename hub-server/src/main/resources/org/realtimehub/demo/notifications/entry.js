import { read, validTime } from '../shared/hub.js';

const PRIORITIES = ['low', 'normal', 'urgent'];

/** A notification of an update; undefined for what is none, since anybody may have sent it. */
export function entryOf(update, unread) {
  const told = read(update);
  if (!told || typeof told.title !== 'string') return undefined;
  return {
    id: update.id,
    title: told.title.slice(0, 200),
    text: typeof told.text === 'string' ? told.text.slice(0, 2000) : '',
    from: typeof told.from === 'string' ? told.from.slice(0, 50) : 'Somebody',
    priority: PRIORITIES.includes(told.priority) ? told.priority : 'normal',
    at: validTime(told.at) ? told.at : Date.now(),
    until: validTime(told.until) ? told.until : Infinity,
    unread,
  };
}
