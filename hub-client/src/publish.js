import { pause } from './signal.js';

const TRIES = 5;

/** Whoever publishes waits for it: a hub that wants more time is not waited for. */
const LONGEST_WAIT = 60_000;

/** The form of an update. */
export function publication(topics, data, options) {
  const form = new URLSearchParams();
  for (const topic of Array.isArray(topics) ? topics : [topics]) form.append('topic', topic);
  form.set('data', typeof data === 'string' ? data : JSON.stringify(data));
  const fields = { id: 'id', type: 'type', retry: 'retry', ttl: 'ttl', idempotencyKey: 'idempotency_key', exclude: 'exclude', delay: 'delay' };
  for (const [option, field] of Object.entries(fields)) {
    if (options[option] !== undefined) form.set(field, String(options[option]));
  }
  if (options.private) form.set('private', 'on');
  if (options.ephemeral) form.set('ephemeral', 'on');
  return form;
}

/**
 * Publishes, again where it is safe: a key makes the hub deliver once what it gets twice.
 *
 * @return the id of the update
 */
export async function publish({ hub, http, clock }, form, { safe, backoff, signal }) {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await http.request(hub, { method: 'POST', accept: '*/*', body: form, signal });
      return (await response.text()).trim();
    } catch (error) {
      const passing = error.name === 'HubError' && (error.status === 0 || error.status === 503);
      if (!safe || !passing || tries === TRIES || signal?.aborted || error.retryAfter > LONGEST_WAIT) throw error;
      await pause(clock, backoff.next(error.retryAfter), signal);
    }
  }
}
