import { HubError } from './errors.js';

const LONGEST_DETAIL = 500;

/** What an answer that is no success means: `{status, retryAfter, error}`, times in milliseconds. */
export async function failureOf(response, clock, token) {
  const { type, detail } = await problemOf(response);
  const said = detail ? `: ${redact(detail, token)}` : '';
  return {
    status: response.status,
    retryAfter: retryAfter(response.headers, clock),
    error: new HubError(`The hub answered ${response.status}${said}`, { status: response.status, type }),
  };
}

async function problemOf(response) {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) {
    await response.body?.cancel().catch(() => {});
    return {};
  }
  try {
    const { type, detail, title } = await response.json();
    return { type: text(type), detail: text(detail)?.slice(0, LONGEST_DETAIL) ?? text(title) };
  } catch {
    return {};
  }
}

const text = (value) => (typeof value === 'string' ? value : undefined);

/** A hub does not repeat a token, but who knows what stands before it. */
const redact = (detail, token) => (token ? detail.replaceAll(token, '…') : detail);

function retryAfter(headers, clock) {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}

/** What prevented an answer, without the words of the platform, which may repeat headers. */
export function unreachable(error) {
  return error instanceof HubError ? error : new HubError('The hub cannot be reached', { cause: error });
}
