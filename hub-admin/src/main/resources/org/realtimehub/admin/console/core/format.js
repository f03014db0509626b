/** Numbers and times as people read them. Everything unknown is a dash. */

const DASH = '–';
const known = (value) => value !== undefined && value !== null && !Number.isNaN(value);
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const two = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const number = (value) => (known(value) ? whole.format(value) : DASH);

export function rate(value) {
  if (!known(value)) return DASH;
  return (value >= 100 ? whole : value >= 10 ? one : two).format(value);
}

export const percent = (value) => (known(value) ? `${whole.format(value * 100)}%` : DASH);

export function bytes(value) {
  if (!known(value)) return DASH;
  let unit = 0;
  let scaled = value;
  while (scaled >= 1024 && unit < 4) {
    scaled /= 1024;
    unit++;
  }
  return `${(unit === 0 || scaled >= 100 ? whole : one).format(scaled)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][unit]}`;
}

const UNITS = [['d', 86_400], ['h', 3600], ['min', 60], ['s', 1]];

/**
 * @param value seconds
 * @param units how many of them, the largest first
 */
export function duration(value, units = 2) {
  if (!known(value)) return DASH;
  if (value < 0) return `-${duration(-value)}`;
  if (value === 0) return '0 s';
  if (value < 0.001) return `${whole.format(value * 1e6)} µs`;
  if (value < 1) return `${(value < 0.1 ? one : whole).format(value * 1000)} ms`;
  if (value < 10 && !Number.isInteger(value)) return `${one.format(value)} s`;
  let rest = Math.round(value);
  const parts = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) parts.push(`${whole.format(count)} ${name}`);
    if (parts.length === units || (parts.length && !count)) break;
  }
  return parts.join(' ');
}

/** A limit, where zero switches off. */
export const limit = (value) => (value ? duration(value) : 'off');

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const zoneFormat = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' });

export const clock = (time) => clockFormat.format(new Date(time));

/** Local time with its zone, and UTC, for titles. */
export function exact(time) {
  const date = new Date(time);
  const zone = zoneFormat.formatToParts(date).find(({ type }) => type === 'timeZoneName').value;
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const utc = date.toISOString().replace(/\.\d+Z$/, 'Z');
  return zone === 'GMT' ? utc : `${day} ${clock(date)} ${zone} (${utc})`;
}

/** @param coarse in one unit, for where there is little room */
export function relative(time, { coarse = false } = {}) {
  const seconds = (Date.now() - new Date(time).getTime()) / 1000;
  if (Math.abs(seconds) < 1) return 'now';
  const text = duration(Math.floor(Math.abs(seconds)), coarse ? 1 : 2);
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}

const SIZES = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400, w: 604_800 };

/** @return seconds of "90", "5m", "1h 30m"; undefined for nothing, NaN for what is no duration */
export function parseDuration(text) {
  const clean = text.trim().toLowerCase();
  if (!clean) return undefined;
  if (/^\d+(\.\d+)?$/.test(clean)) return Number(clean);
  if (!/^(\d+(\.\d+)?\s*(ms|s|min|m|h|d|w)\s*)+$/.test(clean)) return NaN;
  let sum = 0;
  for (const [, count, , unit] of clean.matchAll(/(\d+(\.\d+)?)\s*(ms|s|min|m|h|d|w)/g)) sum += Number(count) * SIZES[unit];
  return sum;
}

/** What `parseDuration` reads back. */
export function typedDuration(seconds) {
  if (seconds === undefined || seconds === '') return '';
  const value = Number(seconds);
  for (const unit of ['d', 'h', 'm']) if (value && value % SIZES[unit] === 0) return `${value / SIZES[unit]}${unit}`;
  return `${value}s`;
}

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** Ids that are random are told apart by their beginning; names stay whole. */
export const short = (id) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id) ? id.slice(0, 8) : id);
