import { isBackward } from '../history.js';
import { below, withMatchers } from '../request.js';
import { get } from './ask.js';

/**
 * Where the log ends now, for transports that do not say it: after the newest update that matches, or a place behind which
 * none does.
 *
 * @return `{position, isOurs}`: undefined where the hub cannot tell; whether it is a hub with our history, however old
 */
export async function head(request) {
  const url = withMatchers(below(request.hub, 'history'), request.matchers);
  url.searchParams.set('before', '');
  url.searchParams.set('limit', '1');
  const { response } = await get(request, url.href, 'application/json');
  const page = await response?.json().catch(() => undefined);
  if (!Array.isArray(page?.updates)) return { isOurs: false };
  if (!isBackward(page)) return { isOurs: true };
  return { isOurs: true, position: page.updates.at(-1)?.id ?? page.before ?? 'earliest' };
}
