import { html } from '../core/ui.js';

/** One input for each topic, at least one. The first is the canonical one. */
export function TopicFields({ topics, onTopics }) {
  const at = (index, value) => onTopics(topics.map((topic, other) => (other === index ? value : topic)));
  return html`
    <fieldset class="topics">
      <legend>Topics</legend>
      ${topics.map((topic, index) => html`
        <div class="with-button" key=${index}>
          <input aria-label=${index === 0 ? 'Topic' : `Alternate topic ${index}`} placeholder=${index === 0 ? 'https://example.com/books/1' : 'alternate topic'} required=${index === 0} maxlength="4096"
            data-search=${index === 0 || undefined} autocomplete="off" spellcheck=${false} value=${topic} onInput=${({ target }) => at(index, target.value)} />
          ${topics.length > 1 && html`<button type="button" class="secondary small" aria-label=${`Remove topic ${index + 1}`} onClick=${() => onTopics(topics.filter((_, other) => other !== index))}>Remove</button>`}
        </div>`)}
      <button type="button" class="secondary small" onClick=${() => onTopics([...topics, ''])}>Add an alternate topic</button>
    </fieldset>`;
}
