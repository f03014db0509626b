import { html, useEffect, useId, useRef } from '../core/ui.js';

/** A modal dialog: the browser keeps the focus inside, Escape closes, and the focus returns to where it was. */
export function Dialog({ title, onClose, children, buttons }) {
  const element = useRef();
  const label = useId();
  const gone = useRef(false);
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog.showModal();
    return () => {
      gone.current = true;
      // What is outside of an open dialog cannot have the focus.
      dialog.close();
      (before?.isConnected && before !== document.body ? before : document.querySelector('main h1'))?.focus();
    };
  }, []);
  return html`
    <dialog ref=${element} aria-labelledby=${label} onCancel=${(event) => { event.preventDefault(); onClose(); }} onClose=${() => { if (!gone.current) onClose(); }}>
      <article>
        <header><h2 id=${label}>${title}</h2></header>
        <div class="dialog-body">${children}</div>
        ${buttons && html`<footer>${buttons}</footer>`}
      </article>
    </dialog>`;
}
