import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SseParser } from '../src/sse-parser.js';

function parse(chunks) {
  const told = [];
  const parser = new SseParser({
    onEvent: (event) => told.push(event),
    onId: (id) => told.push({ id }),
    onRetry: (retry) => told.push({ retry }),
  });
  for (const chunk of chunks) parser.push(chunk);
  return told;
}

const bytes = (text) => new TextEncoder().encode(text);
const whole = (text) => parse([bytes(text)]);
const event = (data, { type = 'message', id = '' } = {}) => ({ type, data, id });

/** As the standard puts it, on the whole text at once, and nothing else. */
function reference(text) {
  const told = [];
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  const lines = unmarked.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  lines.pop(); // no end of line, no line
  let [id, type, data, named] = ['', '', undefined, false];
  for (const line of lines) {
    if (line === '') {
      if (data !== undefined) told.push({ type: type || 'message', data: data.slice(0, -1), id });
      else if (named) told.push({ id });
      [type, data, named] = ['', undefined, false];
      continue;
    }
    const at = line.indexOf(':');
    const [name, value] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')];
    if (name === 'data') data = `${data ?? ''}${value}\n`;
    if (name === 'event') type = value;
    if (name === 'id' && !value.includes('\0')) [id, named] = [value, true];
    if (name === 'retry' && /^[0-9]+$/.test(value)) told.push({ retry: Number(value) });
  }
  return told;
}

test('reads events with all fields', () => {
  assert.deepEqual(whole('event: note\nid: 7\ndata: one\ndata: two\n\n'), [event('one\ntwo', { type: 'note', id: '7' })]);
});

test('ends lines with CR, LF and CRLF alike', () => {
  for (const end of ['\r', '\n', '\r\n']) {
    assert.deepEqual(whole(['data: a', 'data: b', '', ''].join(end)), [event('a\nb')], JSON.stringify(end));
  }
});

test('takes a CRLF that is cut in two as one end of line', () => {
  assert.deepEqual(parse(['data: a\r', '\ndata: b\r', '\n\r', '\n'].map(bytes)), [event('a\nb')]);
});

test('drops one byte order mark at the beginning and no other', () => {
  assert.deepEqual(whole('\ufeffdata: a\n\n'), [event('a')]);
  assert.deepEqual(whole('\ufeff\ufeffdata: a\n\n'), []);
  assert.deepEqual(whole('data: \ufeffa\n\n'), [event('\ufeffa')]);
});

test('takes one space after the colon away, and data without a colon as empty', () => {
  assert.deepEqual(whole('data:  a\n\n'), [event(' a')]);
  assert.deepEqual(whole('data\n\n'), [event('')]);
  assert.deepEqual(whole('data\ndata\n\n'), [event('\n')]);
  assert.deepEqual(whole('data:\n\n'), [event('')]);
});

test('keeps the id until another comes, and ignores one with NUL', () => {
  assert.deepEqual(whole('id: 1\ndata: a\n\ndata: b\n\nid: 2\0\ndata: c\n\nid\ndata: d\n\n'), [
    event('a', { id: '1' }),
    event('b', { id: '1' }),
    event('c', { id: '1' }),
    event('d'),
  ]);
});

test('tells an id without data, which makes no event', () => {
  assert.deepEqual(whole('id: #p1\n\nevent: x\n\ndata: a\n\n'), [{ id: '#p1' }, event('a', { id: '#p1' })]);
});

test('takes retry of digits only', () => {
  assert.deepEqual(whole('retry: 15\nretry: 1.5\nretry: -1\nretry: 1e3\nretry: x\n'), [{ retry: 15 }]);
});

test('ignores comments, unknown fields, and what is not ended', () => {
  assert.deepEqual(whole(':\n: comment\nfoo: bar\nDATA: x\ndata: a\n\ndata: never'), [event('a')]);
});

test('replaces what is no UTF-8', () => {
  assert.deepEqual(parse([new Uint8Array([...bytes('data: a'), 0xff, ...bytes('b\n\n')])]), [event('a\ufffdb')]);
});

test('reads the same wherever it is cut', () => {
  const random = seeded(20_240_229);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const pieces = ['data', 'id', 'event', 'retry', ':', ' ', ': ', '\n', '\n\n', '\r', '\r\n', 'x', '7', 'é', '💧', '\0', '\ufeff', 'data: y\n', 'id: 3\n'];
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: 1 + Math.floor(random() * 30) }, () => pick(pieces)).join('');
    assert.deepEqual(parse(cut(bytes(text), random)), reference(text), `round ${round}: ${JSON.stringify(text)}`);
  }
});

function cut(all, random) {
  const chunks = [];
  for (let at = 0; at < all.length; ) {
    const length = Math.floor(random() * 4);
    chunks.push(all.slice(at, at + length));
    at += length;
  }
  return chunks;
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
