import { store, useStore } from '../core/store.js';
import { html, useEffect } from '../core/ui.js';

const STAYS = 8000;
const said = store('');

/** Says what was done, to the eye and to screen readers. */
export const say = (text) => said.set({ text });

export function Toast() {
  const { text } = useStore(said);
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => said.set({}), STAYS);
    return () => clearTimeout(timer);
  }, [said.get()]);
  return html`<div class="toast" role="status" aria-live="polite">${text && html`<span>${text}</span>`}</div>`;
}
