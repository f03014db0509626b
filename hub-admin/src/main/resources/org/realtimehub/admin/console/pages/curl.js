/** For a POSIX shell: between single quotes all is literal but the single quote itself. */
export const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request to the public port, as any Mercure publisher sends it. @param update as the admin API takes it */
export function curl(url, update) {
  const fields = [
    ...update.topics.map((topic) => ['topic', topic]),
    ['data', update.data],
    ['id', update.id],
    ['type', update.type],
    ['retry', update.retry],
    ['private', update.private ? 'on' : undefined],
    ['ephemeral', update.ephemeral ? 'on' : undefined],
    ['ttl', update.ttl],
    ['delay', update.delay],
    ['exclude', update.exclude],
    ['idempotency_key', update.idempotency_key],
  ].filter(([, value]) => value !== undefined);
  return [
    `curl ${quoted(url)}`,
    '-H "Authorization: Bearer $TOKEN"',
    ...fields.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ].join(' \\\n  ');
}
