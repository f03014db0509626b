import { session } from './session.js';
import { addPoint, forgetSeries, loadSeries, series } from './series.js';
import { store } from './store.js';
import { stream } from './stream.js';

const SILENCE = 5000;
const HIDDEN = 60_000;

/**
 * What the node tells each second.
 * state: 'connecting', 'live', or 'lost'; answers: whether the node answered otherwise while its stream was lost; cluster: the last one told, at `at`; retryAt: next attempt; returns: how often it came back.
 */
export const live = store({ state: 'connecting', returns: 0 });

let current;
let begun;
let hiding;
let paused = false;

function open() {
  begun = Date.now();
  current = stream('/live', {}, {
    silence: SILENCE,
    on: {
      cluster(cluster) {
        const { state, at, returns } = live.get();
        const gap = at && Date.now() - at > SILENCE;
        live.set({ state: 'live', cluster, at: Date.now(), returns: state === 'lost' ? returns + 1 : returns });
        if (gap && series.get().times) loadSeries();
      },
      point: addPoint,
    },
    changed({ state, reachable, retryAt }) {
      if (state === 'asked') live.patch({ answers: reachable });
      if (state !== 'broken') return;
      const heard = live.get().at ?? begun;
      const lost = !reachable || Date.now() - heard > SILENCE;
      live.patch({ state: lost ? 'lost' : 'connecting', lostSince: heard, retryAt });
    },
  });
}

/** Whether nothing comes from the node; a stream alone may also be held up by what is between. */
export const isLost = ({ state, answers }) => state === 'lost' && !answers;

export const tryNow = () => current?.retry();

function start() {
  paused = false;
  live.set({ state: 'connecting', returns: 0 });
  open();
}

function stop() {
  current?.close();
  current = undefined;
  forgetSeries();
}

session.watch(({ state }) => {
  if (state === 'in' && !current && !paused) start();
  if (state !== 'in' && current) stop();
});

/** A browser opens few connections to one host over HTTP/1.1, and pages in the background should not hold them all. */
document.addEventListener('visibilitychange', () => {
  clearTimeout(hiding);
  if (document.hidden) {
    hiding = setTimeout(() => {
      if (!current) return;
      paused = true;
      current.close();
      current = undefined;
    }, HIDDEN);
  } else if (paused) {
    paused = false;
    if (session.get().state === 'in') open();
  } else if (live.get().state === 'lost') {
    tryNow();
  }
});
