import { html } from '../core/ui.js';
import { Tabs } from '../parts/tabs.js';
import { MatcherTable } from './matcher-table.js';
import { TopicTable } from './topic-table.js';

/** What is published, and what is subscribed to. */
export function Topics({ query }) {
  const list = query.list === 'matchers' ? 'matchers' : 'published';
  return html`
    <h1 tabindex="-1">Topics</h1>
    <${Tabs} label="Lists" current=${list} tabs=${[
      { id: 'published', title: 'Published', path: 'topics', query: { q: query.q } },
      { id: 'matchers', title: 'Subscribed to', path: 'topics', query: { list: 'matchers', q: query.q } },
    ]} />
    ${list === 'matchers' ? html`<${MatcherTable} key="matchers" query=${query} />` : html`<${TopicTable} key="published" query=${query} />`}`;
}
