import { stream } from '../core/stream.js';

const KEPT = 200;
const DRAW_EVERY = 250;

/**
 * Follows a topic and tells, a few times a second at most, {rows, count, held, skipped, gaps, state}. While it is paused the newest
 * updates are held, as many as are shown.
 */
export function follow(topic, tell) {
  let rows = [];
  let held = [];
  let paused = false;
  let count = 0;
  let skipped = 0;
  let gaps = 0;
  let state = 'connecting';
  let timer;

  const draw = () => {
    timer = undefined;
    tell({ rows, count, held: held.length, skipped, gaps, state });
  };
  const soon = () => { timer ??= setTimeout(draw, DRAW_EVERY); };
  const source = stream('/topics/tail', { topic }, {
    on: {
      update(update) {
        const row = { key: ++count, update, at: new Date() };
        if (paused) held = [row, ...held].slice(0, KEPT);
        else rows = [row, ...rows].slice(0, KEPT);
        soon();
      },
      skipped(number) {
        skipped += number;
        soon();
      },
    },
    changed(now) {
      if (now.state === 'asked') return;
      if (now.state === 'broken' && state === 'open') gaps++;
      state = now.state;
      soon();
    },
  });
  draw();
  return {
    pause(on) {
      paused = on;
      if (!on) {
        rows = [...held, ...rows].slice(0, KEPT);
        held = [];
      }
      soon();
    },
    close() {
      clearTimeout(timer);
      source.close();
    },
  };
}
