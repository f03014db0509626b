import { clock, duration, exact, relative } from '../core/format.js';
import { html, useEffect, useState } from '../core/ui.js';

const tickers = new Set();
let clockwork;

/** The text that `read` makes now; renders only when it is another. One timer serves the whole page, and none runs without a reader. */
export function useTicking(read) {
  const text = read();
  const [, shown] = useState(text);
  useEffect(() => {
    const tick = () => shown(read());
    tickers.add(tick);
    clockwork ??= setInterval(() => { for (const each of [...tickers]) each(); }, 1000);
    return () => {
      tickers.delete(tick);
      if (tickers.size === 0) {
        clearInterval(clockwork);
        clockwork = undefined;
      }
    };
  });
  return text;
}

/** How long ago, or until when; the exact time is the title. */
export function Ago({ at, none = '–', coarse = false }) {
  const text = useTicking(() => (at ? relative(at, { coarse }) : none));
  return at ? html`<time datetime=${new Date(at).toISOString()} title=${exact(at)}>${text}</time>` : html`<span class="muted">${none}</span>`;
}

/** How long something lasts that began at `since`. */
export function Since({ since }) {
  const text = useTicking(() => (since ? duration(Math.max(0, Math.floor((Date.now() - new Date(since)) / 1000))) : '–'));
  return since ? html`<time datetime=${new Date(since).toISOString()} title=${`since ${exact(since)}`}>${text}</time>` : text;
}

export const Clock = ({ at }) => html`<time datetime=${new Date(at).toISOString()} title=${exact(at)}>${clock(at)}</time>`;
