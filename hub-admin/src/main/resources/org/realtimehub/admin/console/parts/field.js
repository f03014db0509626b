import { parseDuration, typedDuration } from '../core/format.js';
import { html, useEffect, useState } from '../core/ui.js';

const HELP = 'A time such as 90s, 5m, 2h or 1d';

/** A labelled input; what is not said here goes to the input. */
export const Field = ({ label, hint, wide, value, onValue, children, ...rest }) => html`
  <label class=${wide ? 'field wide' : 'field'}>
    <span>${label}</span>
    ${children ?? html`<input value=${value} onInput=${({ target }) => onValue(target.value)} autocomplete="off" spellcheck=${false} ...${rest} />`}
    ${hint && html`<small>${hint}</small>`}
  </label>`;

/** A time such as 90, 5m or 1h 30m. `seconds` and `onSeconds` are numbers, undefined for none. */
export function DurationField({ label, hint, seconds, onSeconds, ...rest }) {
  const [text, setText] = useState(typedDuration(seconds));
  const wrong = Number.isNaN(parseDuration(text));
  useEffect(() => {
    if (parseDuration(text) !== (seconds === undefined ? undefined : Number(seconds))) setText(typedDuration(seconds));
  }, [seconds]);
  const typed = (event) => {
    const value = parseDuration(event.target.value);
    setText(event.target.value);
    event.target.setCustomValidity(Number.isNaN(value) ? HELP : '');
    if (!Number.isNaN(value)) onSeconds(value);
  };
  return html`
    <label class="field">
      <span>${label}</span>
      <input value=${text} onInput=${typed} aria-invalid=${wrong || undefined} placeholder="such as 5m" autocomplete="off" spellcheck=${false} ...${rest} />
      ${(wrong || hint) && html`<small>${wrong ? `${HELP}.` : hint}</small>`}
    </label>`;
}
