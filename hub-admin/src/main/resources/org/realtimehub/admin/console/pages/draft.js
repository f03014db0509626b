import { session } from '../core/session.js';
import { store } from '../core/store.js';

const EMPTY = { topics: [''], data: '', id: '', type: '', retry: '', ttl: '', delay: '', exclude: '', idempotency_key: '', private: false, ephemeral: false };

/** What is being written; it outlives a look at another page and the end of a session, but not the one who wrote it. */
export const draft = store(EMPTY);

let author;
session.watch(({ state, who }) => {
  if (state !== 'in') return;
  if (author !== undefined && author !== who.name) draft.set(EMPTY);
  author = who.name;
});

export const clearDraft = () => draft.set(EMPTY);

/** As the API takes it: what is not filled in is left out. */
export function updateOf(form) {
  const update = { topics: form.topics.map((topic) => topic.trim()).filter(Boolean) };
  if (form.data !== '') update.data = form.data;
  for (const name of ['id', 'type', 'exclude', 'idempotency_key']) if (form[name].trim()) update[name] = form[name].trim();
  for (const name of ['retry', 'ttl', 'delay']) if (form[name] !== '') update[name] = Number(form[name]);
  for (const name of ['private', 'ephemeral']) if (form[name]) update[name] = true;
  return update;
}
