import { number, plural } from '../core/format.js';
import { html, useEffect, useRef, useState } from '../core/ui.js';
import { Empty, Notice } from '../parts/notice.js';
import { follow } from './tail-stream.js';
import { Update } from './update.js';

const WORDS = { connecting: 'connecting…', open: 'live', broken: 'interrupted, trying again…' };

/** Updates as they come, a bounded number of them. */
export function Tail({ topic }) {
  const [shown, show] = useState();
  const [paused, pause] = useState(false);
  const tail = useRef();
  const stop = () => {
    tail.current?.close();
    tail.current = undefined;
  };
  const start = () => {
    stop();
    pause(false);
    tail.current = follow(topic, show);
  };
  useEffect(() => stop, []);
  const running = tail.current !== undefined;
  return html`
    <section aria-label="Live tail">
      <div class="title-row">
        <h2>Live tail</h2>
        <div class="buttons">
          ${running
            ? html`
              <button type="button" class="small" aria-pressed=${paused} onClick=${() => { tail.current.pause(!paused); pause(!paused); }}>${paused ? 'Go on' : 'Pause'}</button>
              <button type="button" class="secondary small" onClick=${() => { stop(); show({ ...shown, state: 'stopped' }); }}>Stop</button>`
            : html`<button type="button" class="small" onClick=${start}>Start</button>`}
          <span role="status" class="muted">${running ? (paused ? `paused, ${plural(shown?.held ?? 0, 'update')} held` : WORDS[shown?.state] ?? shown?.state) : 'not running'}</span>
        </div>
      </div>
      ${shown && html`
        ${shown.skipped > 0 && html`<${Notice} level="warn" title=${`${number(shown.skipped)} skipped:`}>this console was too slow for them. They are in the history.<//>`}
        ${shown.gaps > 0 && html`<${Notice} level="warn" title=${`Interrupted ${plural(shown.gaps, 'time')}:`}>updates of that time are not here, but in the history.<//>`}
        ${shown.rows.length === 0
          ? running && html`<${Empty}>Nothing was published${topic ? ' to this topic' : ''} since the start.<//>`
          : html`
            <p class="muted">${plural(shown.count, 'update')} since the start${shown.count > shown.rows.length && `, the last ${shown.rows.length} are kept`}. Newest first.</p>
            <ol class="updates tail" aria-label="Live updates, newest first" tabindex="0">${shown.rows.map(({ key, update, at }) => html`<${Update} key=${key} update=${update} topic=${topic} at=${at} />`)}</ol>`}`}
    </section>`;
}
