import { get } from '../core/api.js';
import { number, rate } from '../core/format.js';
import { useLoaded } from '../core/query.js';
import { href } from '../core/router.js';
import { may } from '../core/session.js';
import { html } from '../core/ui.js';
import { Copy } from '../parts/copy.js';
import { Facts } from '../parts/facts.js';
import { Ago } from '../parts/time.js';
import { History } from './history.js';
import { Tail } from './tail.js';

const EVERY = 5000;

/** One topic, or without one all updates. */
export function Topic({ query }) {
  const { topic } = query;
  return html`
    <p class="crumbs"><a href=${href('topics')}>Topics</a></p>
    <h1 tabindex="-1">${topic ? 'Topic' : 'All updates'}</h1>
    ${topic && html`<p class="identity"><code>${topic}</code> <${Copy} text=${topic} what="the topic" /></p><${Numbers} topic=${topic} />`}
    <${Tail} topic=${topic} />
    <${History} query=${query} />`;
}

function Numbers({ topic }) {
  const { data } = useLoaded(topic, async (signal) => {
    const { topics } = await get('/topics', { q: topic, sort: 'topic', limit: 50 }, { signal });
    return topics.find((row) => row.topic === topic) ?? {};
  }, { every: EVERY });
  return html`
    <${Facts} facts=${[
      ['Updates/s', rate(data?.rate)],
      ['Published', number(data?.published), 'Since this node knows the topic'],
      ['Last', html`<${Ago} at=${data?.last} none=${data ? 'not lately' : '–'} />`],
      ['Subscribers', html`<a href=${href('connections', { topic })}>${data?.subscribers === undefined ? 'show' : number(data.subscribers)}</a>`],
      ['Publish', may('publish') && html`<a href=${href('publish', { topic })}>to this topic</a>`],
    ]} />`;
}
