import { clock, exact, number, plural, relative } from '../core/format.js';
import { href } from '../core/router.js';
import { html, useState } from '../core/ui.js';
import { Copy } from '../parts/copy.js';

const PREVIEW = 160;

/** One update; its data is laid out only when it is opened. @param at when it came here, where that is known */
export function Update({ update, topic, at }) {
  const [open, setOpen] = useState(false);
  const { id, topics, type, data, withheld, size } = update;
  const others = topics.filter((one) => one !== topic);
  return html`
    <li class="update">
      <details open=${open || undefined} onToggle=${({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          ${at && html`<time datetime=${at.toISOString()} title=${exact(at)}>${clock(at)}</time>`}
          ${update.offset !== undefined && html`<span class="muted" title="Offset in the log">${number(update.offset)}</span>`}
          ${type && html`<span class="tag">${type}</span>`}${update.private && html`<span class="tag warn">private</span>`}${update.ephemeral && html`<span class="tag">ephemeral</span>`}
          <span class="preview">${withheld ? html`<i>private, data withheld</i>` : data ? data.slice(0, PREVIEW) : html`<i>no data</i>`}</span>
        </summary>
        ${open && html`
          <div class="update-body">
            <p><small>Id</small> <code>${id}</code> <${Copy} text=${id} what="the id" /></p>
            ${others.length > 0 && html`<p><small>${topic ? 'Also' : others.length > 1 ? 'Topics' : 'Topic'}</small> ${others.map((one, index) => html`${index > 0 && ', '}<a key=${one} href=${href('topic', { topic: one })}>${one}</a>`)}</p>`}
            <p class="muted">${plural(size, 'character')}${update.retry && `, retry ${update.retry} ms`}${update.expires && `, expires ${relative(update.expires)}`}</p>
            ${withheld ? html`<p class="muted">Its data is private, and you lack the permission “updates”.</p>` : data && html`<pre tabindex="0" aria-label="Data">${pretty(data)}</pre><${Copy} text=${data} what="the data" />`}
          </div>`}
      </details>
    </li>`;
}

/** JSON laid out; all else as it is. */
function pretty(data) {
  if (!/^\s*[[{]/.test(data)) return data;
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}
