import { html, useEffect, useState } from '../core/ui.js';

const PAUSE = 300;

/** A search that follows the typing, with a pause, so that not every key is a request. */
export function Search({ label, value = '', onSearch, placeholder }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onSearch(text || undefined), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return html`
    <form role="search" aria-label=${label} class="search" onSubmit=${(event) => { event.preventDefault(); onSearch(text || undefined); }}>
      <input type="search" data-search aria-label=${label} placeholder=${placeholder ?? label} value=${text} onInput=${({ target }) => setText(target.value)} autocomplete="off" spellcheck=${false} maxlength="4096" />
    </form>`;
}
