import { html, useEffect, useRef, useState } from '../core/ui.js';
import { Dialog } from './dialog.js';
import { Trouble } from './notice.js';

/**
 * Asks before something is done, does it, and says what went wrong.
 *
 * @param typed what must be typed first, for what is hard to undo
 * @param run does it; its result goes to `done`
 * @param ready false while there is nothing to confirm yet
 */
export function Confirm({ title, action, typed, run, done, close, ready = true, children }) {
  const [text, setText] = useState('');
  const [state, setState] = useState({});
  const field = useRef();
  useEffect(() => field.current?.focus(), [typed]);
  const armed = ready && !state.busy && (typed === undefined || text.trim() === typed);
  const submit = async (event) => {
    event.preventDefault();
    if (!armed) return;
    setState({ busy: true });
    try {
      done(await run());
    } catch (problem) {
      setState({ problem });
    }
  };
  return html`
    <${Dialog} title=${title} onClose=${() => !state.busy && close()}>
      <form onSubmit=${submit}>
        ${children}
        ${typed !== undefined && html`
          <label>To confirm, type <b>${typed}</b>
            <input ref=${field} value=${text} onInput=${({ target }) => setText(target.value)} autocomplete="off" inputmode=${/^\d+$/.test(typed) ? 'numeric' : 'text'} />
          </label>`}
        <${Trouble} problem=${state.problem} doing="This failed" />
        <div class="buttons">
          <button type="button" class="secondary" onClick=${close} disabled=${state.busy}>Cancel</button>
          <button type="submit" class="danger" disabled=${!armed} aria-busy=${state.busy}>${action}</button>
        </div>
      </form>
    <//>`;
}
