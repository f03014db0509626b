/** The hub's own events, which only a hub with our extensions sends. */
export const HUB_EVENTS = ['hub-hello', 'hub-live', 'hub-gap', 'hub-heartbeat', 'hub-closing', 'hub-kicked'];

/**
 * Turns server-sent events into what they tell: the hub's own events, updates in envelopes, or plain updates. What is no
 * JSON where it should be is dropped; the position moves on, so that it does not come again.
 *
 * @param dialect with a plain hub nothing is the hub's own: there such a type is a publisher's
 */
export function createDecoder(sink, dialect) {
  let envelope = false;
  return ({ type, data, id }) => {
    if (dialect !== 'plain' && HUB_EVENTS.includes(type)) {
      const told = parse(data) ?? {};
      if (type === 'hub-hello') envelope = told.envelope === true;
      if (id) sink.moved(id);
      sink.told(type, told);
    } else if (envelope && type === 'message') {
      const update = parse(data);
      if (!update) sink.moved(id);
      else takeUpdate(sink, { ...update, id: update.id ?? id });
    } else {
      sink.update({ id, type, data });
    }
  };
}

/** An update as JSON, in an envelope, a line or a list. */
export function takeUpdate(sink, { id, type, retry, topics, data }) {
  if (retry !== undefined && /^[0-9]+$/.test(retry)) sink.retry(Number(retry));
  sink.update({ id, type, data, topics });
}

function parse(json) {
  try {
    const value = JSON.parse(json);
    return typeof value === 'object' && value ? value : undefined;
  } catch {
    return undefined;
  }
}
