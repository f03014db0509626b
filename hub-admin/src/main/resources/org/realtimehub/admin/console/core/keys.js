import { go } from './router.js';
import { store } from './store.js';

const KEY = 'hub-console-keys';
const PATIENCE = 1500;

/** Whether single keys do something: they are in the way of speech input (WCAG 2.1.4). */
export const keysOn = store(localStorage.getItem(KEY) !== 'off');

export function switchKeys(on) {
  localStorage.setItem(KEY, on ? 'on' : 'off');
  keysOn.set(on);
}

const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]');

/**
 * @param pages path by second key, for `g` and that key
 * @param actions functions by key
 */
export function listen(pages, actions) {
  let pending;
  const press = (event) => {
    if (!keysOn.get() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    const second = pending;
    clearTimeout(pending?.timer);
    pending = undefined;
    if (second && pages[event.key]) go(pages[event.key]);
    else if (event.key === 'g') pending = { timer: setTimeout(() => { pending = undefined; }, PATIENCE) };
    else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

export function focusSearch() {
  const field = document.querySelector('main [data-search]');
  field?.focus();
  field?.select?.();
}

export const refreshPage = () => document.querySelector('main [data-refresh]')?.click();
