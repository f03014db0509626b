import { below, withMatchers } from '../request.js';
import { get } from './ask.js';

/**
 * Where the log ends now, for transports that do not say it: after the newest update that matches, or a place behind which
 * none does.
 *
 * @return undefined where the hub cannot tell
 */
export async function head(request) {
  const url = withMatchers(below(request.hub, 'history'), request.matchers);
  url.searchParams.set('before', '');
  url.searchParams.set('limit', '1');
  const { response } = await get(request, url.href, 'application/json');
  if (!response) return undefined;
  const page = await response.json().catch(() => ({}));
  // A hub that does not know `before` answers with its oldest updates.
  if (!('before' in page)) return undefined;
  return page.updates?.at(-1)?.id ?? page.before ?? undefined;
}
