import { failureOf, unreachable } from '../answer.js';

/** @return the answer, or the failure if it is none that can be used: `{response}` or what `sink.failed` takes */
export async function get(request, url, accept) {
  const headers = { Accept: accept };
  if (request.token) headers.Authorization = `Bearer ${request.token}`;
  const { signal, withCredentials } = request;
  try {
    const response = await request.fetch(url, {
      headers,
      signal,
      cache: 'no-store',
      credentials: withCredentials ? 'include' : 'same-origin',
    });
    // 204 is a success for fetch, and for us the end.
    if (!response.ok || response.status === 204) return await failureOf(response, request.clock, request.token);
    const type = response.headers.get('content-type')?.split(';')[0].trim().toLowerCase() ?? '';
    if (type === accept) return { response };
    response.body?.cancel().catch(() => {});
    return { undelivered: true, contentType: type };
  } catch (error) {
    return { error: unreachable(error) };
  }
}

/** Asks for no more than how the hub would answer. */
export async function ask(request, accept) {
  const { response, ...failure } = await get(request, request.url, accept);
  response?.body?.cancel().catch(() => {});
  return failure;
}
