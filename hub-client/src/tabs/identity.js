const OF_ONE_TOKEN = ['exp', 'iat', 'nbf', 'jti'];

/**
 * Who this client is, as a fingerprint from which no token can be had: tabs with the same one may share what they receive. Two
 * tokens of the same subject with the same rights are the same; without a token the browser's cookies are.
 *
 * @return undefined where it cannot be told
 */
export async function fingerprint(token, withCredentials) {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) return undefined;
  const who = token === undefined ? `cookies ${withCredentials === true}` : JSON.stringify(claimsOf(token) ?? token);
  const digest = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(who)));
  return [...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a JWT says of its bearer, in one order. @return undefined if it is none */
function claimsOf(token) {
  try {
    const part = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    const lasting = Object.entries(claims).filter(([name]) => !OF_ONE_TOKEN.includes(name));
    return lasting.sort(([a], [b]) => (a < b ? -1 : 1));
  } catch {
    return undefined;
  }
}
