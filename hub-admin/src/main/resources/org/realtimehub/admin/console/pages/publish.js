import { post } from '../core/api.js';
import { href } from '../core/router.js';
import { session } from '../core/session.js';
import { useStore } from '../core/store.js';
import { html, useEffect, useState } from '../core/ui.js';
import { Copy } from '../parts/copy.js';
import { Field } from '../parts/field.js';
import { Notice, Trouble } from '../parts/notice.js';
import { Permitted } from '../parts/permitted.js';
import { curl } from './curl.js';
import { clearDraft, draft, updateOf } from './draft.js';
import { TopicFields } from './topic-fields.js';

export function Publish({ query }) {
  useEffect(() => { if (query.topic) draft.patch({ topics: [query.topic] }); }, [query.topic]);
  return html`
    <h1 tabindex="-1">Publish</h1>
    <${Permitted} need="publish" to="publish"><${Form} /><//>`;
}

function Form() {
  const form = useStore(draft);
  const url = useStore(session, ({ who }) => who.public_url);
  const [state, setState] = useState({});
  const put = (name) => (value) => draft.patch({ [name]: value });
  const field = (name) => ({ value: form[name], onValue: put(name) });
  const update = updateOf(form);
  const submit = async (event) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      const { id } = await post('/updates', update);
      setState({ id, topic: update.topics[0] });
    } catch (problem) {
      setState({ problem });
    }
  };
  const command = curl(url ?? '$HUB', { ...update, topics: update.topics.length ? update.topics : ['https://example.com/topic'] });
  return html`
    <div class="split">
      <form onSubmit=${submit} aria-label="Publish">
        <${TopicFields} topics=${form.topics} onTopics=${put('topics')} />
        <${Field} label="Data" wide><textarea rows="8" spellcheck=${false} value=${form.data} onInput=${({ target }) => put('data')(target.value)}></textarea><//>
        <div class="choices">
          <label class="check"><input type="checkbox" checked=${form.private} onChange=${({ target }) => put('private')(target.checked)} /> Private: only for subscribers with a grant</label>
          <label class="check"><input type="checkbox" checked=${form.ephemeral} onChange=${({ target }) => put('ephemeral')(target.checked)} /> Ephemeral: only for who is connected now, never replayed</label>
        </div>
        <div class="fields">
          <${Field} label="Event type" maxlength="1024" ...${field('type')} />
          <${Field} label="Id" hint="Empty: the hub makes one" maxlength="1024" ...${field('id')} />
          <${Field} label="Retry, in milliseconds" type="number" min="0" step="1" ...${field('retry')} />
          <${Field} label="Time to live, in seconds" hint="Not replayed after it" type="number" min="0" max="999999999" step="1" ...${field('ttl')} />
          <${Field} label="Delay, in seconds" hint="Delivered after it" type="number" min="0" max="2592000" step="1" ...${field('delay')} />
          <${Field} label="Exclude a connection" hint="Id of who must not get it" maxlength="64" ...${field('exclude')} />
          <${Field} label="Idempotency key" hint="The same key publishes once in 5 minutes" maxlength="1024" ...${field('idempotency_key')} />
        </div>
        <div class="buttons">
          <button type="submit" disabled=${update.topics.length === 0 || state.busy} aria-busy=${Boolean(state.busy)}>Publish</button>
          <button type="button" class="secondary" onClick=${() => { clearDraft(); setState({}); }}>Clear</button>
        </div>
        <${Trouble} problem=${state.problem} doing="Not published" />
        ${state.id && html`<${Notice} level="good" title="Published">as <code>${state.id}</code>. <a href=${href('topic', { topic: state.topic })}>To the topic</a><//>`}
      </form>
      <section aria-label="As curl">
        <div class="title-row"><h2>As curl</h2><${Copy} text=${command} what="the command" /></div>
        <pre tabindex="0" aria-label="curl command"><code>${command}</code></pre>
        <p class="muted">For the public port, where a token with a grant for every topic is needed: <code>$TOKEN</code>.${!url && ' This node does not tell its public URL: put it in place of $HUB.'}</p>
      </section>
    </div>`;
}
