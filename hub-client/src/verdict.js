import { HubError } from './errors.js';

const PASSING = new Set([408, 425, 429]);

/**
 * What follows from a failure.
 *
 * @return `{then, error, floor}`: `end` for good, ask for a new `token`, try the next `transport`, the hub is a `plain` one,
 *     or `wait` for at least `floor` milliseconds
 */
export function judge(failure, { unknownHub, wasThere, renewable }) {
  const { status, retryAfter: floor } = failure;
  const error = failure.error ?? new HubError(describe(failure), { status });
  if (failure.kicked || status === 204) return { then: 'end', error: goAway() };
  if (status === 401 || status === 403) return { then: renewable ? 'token' : 'end', error };
  // A hub that knows only topics says 400 to who asks with matchers; one without our formats answers with its own.
  if (unknownHub && (status === 400 || failure.contentType === 'text/event-stream')) return { then: 'plain', error };
  if (status === 406) return { then: unknownHub ? 'plain' : 'transport', error };
  if (failure.undelivered) return { then: 'transport', error };
  // Where the hub was before, what answers for it now has not found it yet: a proxy during a rollout.
  if (status === 404 && wasThere) return { then: 'wait', error, floor };
  if (status >= 400 && status < 500 && !PASSING.has(status)) return { then: 'end', error };
  return { then: 'wait', error, floor };
}

const goAway = () => new HubError('The hub asked not to come back', { status: 204 });

function describe({ ended, silent, undelivered }) {
  if (ended) return 'The hub ended the stream';
  if (silent) return 'The stream was silent for too long';
  if (undelivered) return 'The connection does not deliver';
  return 'The hub cannot be reached';
}
