import { store } from './store.js';

const KEY = 'hub-console-theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** chosen: 'system', 'light', or 'dark'; shown: which of the latter two that means. */
export const theme = store(now(localStorage.getItem(KEY) ?? 'system'));

function now(chosen) {
  const shown = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  document.documentElement.dataset.theme = shown;
  return { chosen, shown };
}

export function choose(chosen) {
  localStorage.setItem(KEY, chosen);
  theme.set(now(chosen));
}

dark.addEventListener('change', () => theme.set(now(theme.get().chosen)));
